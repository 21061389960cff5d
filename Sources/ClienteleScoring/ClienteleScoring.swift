// A client that imports ClienteleScoring has tables, too.
@_exported public import Tables
