import Commands

ClienteleCommand.watchSignals()
ClienteleCommand.main()
