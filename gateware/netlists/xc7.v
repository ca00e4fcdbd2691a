// Cells of the 7 series that Yosys' cells_sim.v has no behaviour for, in the modes that our designs
// use (Xilinx UG473). Any other mode refers to a module that does not exist, so the build fails.

module RAMB36E1 (
    input         CLKARDCLK, CLKBWRCLK, ENARDEN, ENBWREN, REGCEAREGCE, REGCEB,
    input         RSTRAMARSTRAM, RSTRAMB, RSTREGARSTREG, RSTREGB,
    input  [15:0] ADDRARDADDR, ADDRBWRADDR,
    input  [31:0] DIADI, DIBDI,
    input   [3:0] DIPADIP, DIPBDIP, WEA,
    input   [7:0] WEBWE,
    output [31:0] DOADO, DOBDO,
    output  [3:0] DOPADOP, DOPBDOP
);
    parameter RAM_MODE = "TDP";
    parameter READ_WIDTH_A = 0, READ_WIDTH_B = 0, WRITE_WIDTH_A = 0, WRITE_WIDTH_B = 0;
    parameter WRITE_MODE_A = "WRITE_FIRST", WRITE_MODE_B = "WRITE_FIRST";
    parameter DOA_REG = 0, DOB_REG = 0;
    parameter RAM_EXTENSION_A = "NONE", RAM_EXTENSION_B = "NONE";
    parameter [71:0] SRVAL_A = 0, SRVAL_B = 0;

    localparam SDP = RAM_MODE == "SDP";
    lutcore_ramb #(.BYTES(4096), .WIDEST(72), .SDP(SDP),
        .READ_WIDTH_A(READ_WIDTH_A), .READ_WIDTH_B(READ_WIDTH_B),
        .WRITE_WIDTH_A(WRITE_WIDTH_A), .WRITE_WIDTH_B(WRITE_WIDTH_B),
        .WRITE_MODE_A(WRITE_MODE_A), .WRITE_MODE_B(WRITE_MODE_B)
    ) ram (
        .a_clk(CLKARDCLK), .a_en(ENARDEN), .a_we(SDP ? 8'd0 : {4'd0, WEA}),
        .a_at(ADDRARDADDR[14:3]), .a_reset(RSTRAMARSTRAM),
        .b_clk(CLKBWRCLK), .b_en(ENBWREN), .b_we(SDP ? WEBWE : {4'd0, WEBWE[3:0]}),
        .b_at(ADDRBWRADDR[14:3]), .b_reset(RSTRAMB),
        .a_di(DIADI), .a_dip(DIPADIP), .b_di(DIBDI), .b_dip(DIPBDIP),
        .a_do(DOADO), .a_dop(DOPADOP), .b_do(DOBDO), .b_dop(DOPBDOP)
    );
    generate
        if (!SDP && RAM_MODE != "TDP" || DOA_REG != 0 || DOB_REG != 0 ||
            RAM_EXTENSION_A != "NONE" || RAM_EXTENSION_B != "NONE")
            RAMB36E1_in_a_mode_without_a_model mode();
    endgenerate
endmodule

module RAMB18E1 (
    input         CLKARDCLK, CLKBWRCLK, ENARDEN, ENBWREN, REGCEAREGCE, REGCEB,
    input         RSTRAMARSTRAM, RSTRAMB, RSTREGARSTREG, RSTREGB,
    input  [13:0] ADDRARDADDR, ADDRBWRADDR,
    input  [15:0] DIADI, DIBDI,
    input   [1:0] DIPADIP, DIPBDIP, WEA,
    input   [3:0] WEBWE,
    output [15:0] DOADO, DOBDO,
    output  [1:0] DOPADOP, DOPBDOP
);
    parameter RAM_MODE = "TDP";
    parameter READ_WIDTH_A = 0, READ_WIDTH_B = 0, WRITE_WIDTH_A = 0, WRITE_WIDTH_B = 0;
    parameter WRITE_MODE_A = "WRITE_FIRST", WRITE_MODE_B = "WRITE_FIRST";
    parameter DOA_REG = 0, DOB_REG = 0;
    parameter [35:0] SRVAL_A = 0, SRVAL_B = 0;

    localparam SDP = RAM_MODE == "SDP";
    lutcore_ramb #(.BYTES(2048), .WIDEST(36), .SDP(SDP),
        .READ_WIDTH_A(READ_WIDTH_A), .READ_WIDTH_B(READ_WIDTH_B),
        .WRITE_WIDTH_A(WRITE_WIDTH_A), .WRITE_WIDTH_B(WRITE_WIDTH_B),
        .WRITE_MODE_A(WRITE_MODE_A), .WRITE_MODE_B(WRITE_MODE_B)
    ) ram (
        .a_clk(CLKARDCLK), .a_en(ENARDEN), .a_we(SDP ? 8'd0 : {6'd0, WEA}),
        .a_at({1'b0, ADDRARDADDR[13:3]}), .a_reset(RSTRAMARSTRAM),
        .b_clk(CLKBWRCLK), .b_en(ENBWREN), .b_we(SDP ? {4'd0, WEBWE} : {6'd0, WEBWE[1:0]}),
        .b_at({1'b0, ADDRBWRADDR[13:3]}), .b_reset(RSTRAMB),
        .a_di(DIADI), .a_dip(DIPADIP), .b_di(DIBDI), .b_dip(DIPBDIP),
        .a_do(DOADO), .a_dop(DOPADOP), .b_do(DOBDO), .b_dop(DOPBDOP)
    );
    generate
        if (!SDP && RAM_MODE != "TDP" || DOA_REG != 0 || DOB_REG != 0)
            RAMB18E1_in_a_mode_without_a_model mode();
    endgenerate
endmodule

// What both have in common: parity bits beside the data, and a word of the widest simple dual port
// half on each port's pins.
module lutcore_ramb #(
    parameter BYTES = 4096, parameter WIDEST = 72, parameter SDP = 0,
    parameter READ_WIDTH_A = 0, parameter READ_WIDTH_B = 0,
    parameter WRITE_WIDTH_A = 0, parameter WRITE_WIDTH_B = 0,
    parameter WRITE_MODE_A = "WRITE_FIRST", parameter WRITE_MODE_B = "WRITE_FIRST"
) (
    input         a_clk, a_en, a_reset, b_clk, b_en, b_reset,
    input   [7:0] a_we, b_we,
    input  [11:0] a_at, b_at,
    input  [WIDEST/18*8-1:0] a_di, b_di,
    input  [WIDEST/18-1:0]   a_dip, b_dip,
    output [WIDEST/18*8-1:0] a_do, b_do,
    output [WIDEST/18-1:0]   a_dop, b_dop
);
    localparam HALF = WIDEST/18;            // bytes of a port's pins

    // A port that only reads or only writes has that width; one that does both has one width here.
    localparam A_WIDTH = WRITE_WIDTH_A ? WRITE_WIDTH_A : READ_WIDTH_A;
    localparam B_WIDTH = WRITE_WIDTH_B ? WRITE_WIDTH_B : READ_WIDTH_B;
    localparam A_BYTES = A_WIDTH ? A_WIDTH/9 : 1;
    localparam B_BYTES = B_WIDTH ? B_WIDTH/9 : 1;

    wire [71:0] a_in, b_in, a_out, b_out;
    lutcore_block_ram #(.BYTES(BYTES), .A_BYTES(A_BYTES), .B_BYTES(B_BYTES),
        .A_MODE(WRITE_MODE_A), .B_MODE(WRITE_MODE_B)
    ) ram (
        .a_clk(a_clk), .a_en(a_en), .a_we(WRITE_WIDTH_A ? a_we : 8'd0), .a_at(a_at), .a_di(a_in),
        .a_do(a_out),
        .b_clk(b_clk), .b_en(b_en), .b_we(WRITE_WIDTH_B ? b_we : 8'd0), .b_at(b_at), .b_di(b_in),
        .b_do(b_out)
    );
    genvar i;
    generate
        for (i = 0; i < HALF; i = i + 1) begin
            // The low half of a simple dual port's word is on the pins of A, the high one on B's.
            assign a_in[9*i +: 9] = {a_dip[i], a_di[8*i +: 8]};
            assign b_in[9*i +: 9] = SDP ? {a_dip[i], a_di[8*i +: 8]} : {b_dip[i], b_di[8*i +: 8]};
            assign b_in[9*(HALF + i) +: 9] = {b_dip[i], b_di[8*i +: 8]};
            assign {a_dop[i], a_do[8*i +: 8]} = a_out[9*i +: 9];
            assign {b_dop[i], b_do[8*i +: 8]} = SDP ? a_out[9*(HALF + i) +: 9] : b_out[9*i +: 9];
        end
        if (SDP && (READ_WIDTH_A != WIDEST || WRITE_WIDTH_B != WIDEST ||
                    READ_WIDTH_B != 0 || WRITE_WIDTH_A != 0) ||
            !SDP && (A_WIDTH >= WIDEST || B_WIDTH >= WIDEST) ||
            A_WIDTH % 9 != 0 || B_WIDTH % 9 != 0 ||
            READ_WIDTH_A && WRITE_WIDTH_A && READ_WIDTH_A != WRITE_WIDTH_A ||
            READ_WIDTH_B && WRITE_WIDTH_B && READ_WIDTH_B != WRITE_WIDTH_B)
            block_RAM_of_widths_without_a_model mode();
    endgenerate
    always @(posedge a_clk)
        if (a_en && a_reset) $fatal(1, "no model for the reset of a block RAM's output");
    always @(posedge b_clk)
        if (b_en && b_reset) $fatal(1, "no model for the reset of a block RAM's output");
endmodule

// Distributed RAM as nextpnr packs it: one lookup table of RAM32M, RAM64M and their relatives.
module RAMD32 (
    input  CLK, I, WE, RADR0, RADR1, RADR2, RADR3, RADR4, WADR0, WADR1, WADR2, WADR3, WADR4,
    output O
);
    parameter [31:0] INIT = 0;
    reg [31:0] bits = INIT;
    assign O = bits[{RADR4, RADR3, RADR2, RADR1, RADR0}];
    always @(posedge CLK) if (WE) bits[{WADR4, WADR3, WADR2, WADR1, WADR0}] <= I;
endmodule

module RAMD64E (
    input  CLK, I, WE, RADR0, RADR1, RADR2, RADR3, RADR4, RADR5,
    input  WADR0, WADR1, WADR2, WADR3, WADR4, WADR5, WADR6, WADR7,
    output O
);
    parameter [63:0] INIT = 0;
    reg [63:0] bits = INIT;
    assign O = bits[{RADR5, RADR4, RADR3, RADR2, RADR1, RADR0}];
    always @(posedge CLK) if (WE) bits[{WADR5, WADR4, WADR3, WADR2, WADR1, WADR0}] <= I;
    always @(posedge CLK) if (WADR6 || WADR7)
        $fatal(1, "no model for a memory of more than one lookup table");
endmodule
