import Commands

ClienteleCommand.main()
