// Cells of the ECP5 that Yosys' cells_sim.v has no behaviour for, in the modes that our designs use
// (Lattice FPGA-TN-02204 and FPGA-TN-02205). Any other mode refers to a module that does not exist,
// so the build fails.

// Up to 18 bits a port is a port of its own. A word of 36 bits is written through A, with its upper
// half on the pins of B, and read through B, with its lower half on the pins of A.
module DP16KD (
    input  DIA17, DIA16, DIA15, DIA14, DIA13, DIA12, DIA11, DIA10, DIA9, DIA8, DIA7, DIA6, DIA5,
           DIA4, DIA3, DIA2, DIA1, DIA0,
    input  ADA13, ADA12, ADA11, ADA10, ADA9, ADA8, ADA7, ADA6, ADA5, ADA4, ADA3, ADA2, ADA1, ADA0,
    input  CEA, OCEA, CLKA, WEA, RSTA, CSA2, CSA1, CSA0,
    output DOA17, DOA16, DOA15, DOA14, DOA13, DOA12, DOA11, DOA10, DOA9, DOA8, DOA7, DOA6, DOA5,
           DOA4, DOA3, DOA2, DOA1, DOA0,
    input  DIB17, DIB16, DIB15, DIB14, DIB13, DIB12, DIB11, DIB10, DIB9, DIB8, DIB7, DIB6, DIB5,
           DIB4, DIB3, DIB2, DIB1, DIB0,
    input  ADB13, ADB12, ADB11, ADB10, ADB9, ADB8, ADB7, ADB6, ADB5, ADB4, ADB3, ADB2, ADB1, ADB0,
    input  CEB, OCEB, CLKB, WEB, RSTB, CSB2, CSB1, CSB0,
    output DOB17, DOB16, DOB15, DOB14, DOB13, DOB12, DOB11, DOB10, DOB9, DOB8, DOB7, DOB6, DOB5,
           DOB4, DOB3, DOB2, DOB1, DOB0
);
    parameter DATA_WIDTH_A = 18, DATA_WIDTH_B = 18;
    parameter REGMODE_A = "NOREG", REGMODE_B = "NOREG";
    parameter RESETMODE = "SYNC", ASYNC_RESET_RELEASE = "SYNC"; // Its reset is never used.
    parameter CSDECODE_A = "0b000", CSDECODE_B = "0b000";
    parameter WRITEMODE_A = "NORMAL", WRITEMODE_B = "NORMAL";
    parameter CLKAMUX = "CLKA", CLKBMUX = "CLKB";
    parameter GSR = "ENABLED";

    localparam WIDE = DATA_WIDTH_A == 36;
    // The vendor's names of what happens to a port's output while it writes.
    localparam A_MODE = WRITEMODE_A == "NORMAL" ? "NO_CHANGE" :
                        WRITEMODE_A == "WRITETHROUGH" ? "WRITE_FIRST" : "OLD";
    localparam B_MODE = WRITEMODE_B == "NORMAL" ? "NO_CHANGE" :
                        WRITEMODE_B == "WRITETHROUGH" ? "WRITE_FIRST" : "OLD";

    wire [17:0] a_di = {DIA17, DIA16, DIA15, DIA14, DIA13, DIA12, DIA11, DIA10, DIA9, DIA8, DIA7,
        DIA6, DIA5, DIA4, DIA3, DIA2, DIA1, DIA0};
    wire [13:0] a_ad = {ADA13, ADA12, ADA11, ADA10, ADA9, ADA8, ADA7, ADA6, ADA5, ADA4, ADA3, ADA2,
        ADA1, ADA0};
    wire [17:0] b_di = {DIB17, DIB16, DIB15, DIB14, DIB13, DIB12, DIB11, DIB10, DIB9, DIB8, DIB7,
        DIB6, DIB5, DIB4, DIB3, DIB2, DIB1, DIB0};
    wire [13:0] b_ad = {ADB13, ADB12, ADB11, ADB10, ADB9, ADB8, ADB7, ADB6, ADB5, ADB4, ADB3, ADB2,
        ADB1, ADB0};
    wire [71:0] a_do, b_do;

    // In a write of 18 or 36 bits the lowest bits of the address enable its bytes.
    wire [3:0] a_we = DATA_WIDTH_A == 9 ? 4'b0001 :
                      DATA_WIDTH_A == 18 ? {2'b00, a_ad[1:0]} : a_ad[3:0];
    wire [3:0] b_we = DATA_WIDTH_B == 9 ? 4'b0001 : {2'b00, b_ad[1:0]};

    lutcore_block_ram #(.BYTES(2048), .A_BYTES(DATA_WIDTH_A/9), .B_BYTES(DATA_WIDTH_B/9),
        .A_MODE(A_MODE), .B_MODE(B_MODE)
    ) ram (
        .a_clk(CLKA), .a_en(CEA), .a_we({4'd0, a_we & {4{WEA}}}), .a_at({1'b0, a_ad[13:3]}),
        .a_di({36'd0, WIDE ? b_di : 18'd0, a_di}), .a_do(a_do),
        .b_clk(CLKB), .b_en(CEB), .b_we({4'd0, b_we & {4{WEB}}}), .b_at({1'b0, b_ad[13:3]}),
        .b_di({54'd0, b_di}), .b_do(b_do)
    );

    assign {DOA17, DOA16, DOA15, DOA14, DOA13, DOA12, DOA11, DOA10, DOA9, DOA8, DOA7, DOA6, DOA5,
        DOA4, DOA3, DOA2, DOA1, DOA0} = DATA_WIDTH_B == 36 ? b_do[17:0] : a_do[17:0];
    assign {DOB17, DOB16, DOB15, DOB14, DOB13, DOB12, DOB11, DOB10, DOB9, DOB8, DOB7, DOB6, DOB5,
        DOB4, DOB3, DOB2, DOB1, DOB0} = DATA_WIDTH_B == 36 ? b_do[35:18] : b_do[17:0];
    generate
        if (DATA_WIDTH_A != 9 && DATA_WIDTH_A != 18 && DATA_WIDTH_A != 36 ||
            DATA_WIDTH_B != 9 && DATA_WIDTH_B != 18 && DATA_WIDTH_B != 36 ||
            REGMODE_A != "NOREG" || REGMODE_B != "NOREG" ||
            CSDECODE_A != "0b000" || CSDECODE_B != "0b000" ||
            CLKAMUX != "CLKA" || CLKBMUX != "CLKB" || GSR == "ENABLED")
            DP16KD_in_a_mode_without_a_model mode();
    endgenerate
    always @(posedge CLKA) begin
        if (RSTA || RSTB) $fatal(1, "no model for the reset of a block RAM's output");
        if (CSA0 || CSA1 || CSA2 || CSB0 || CSB1 || CSB2)
            $fatal(1, "no model for a block RAM that is not selected");
        if ((DATA_WIDTH_A == 36 || DATA_WIDTH_B == 36) && WEB)
            $fatal(1, "no model for a block RAM of 36 bits that is written through port B");
    end
endmodule

// The product of the pins, with or without the registers at the operands and at the product.
module MULT18X18D (
    input  A17, A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1, A0,
    input  B17, B16, B15, B14, B13, B12, B11, B10, B9, B8, B7, B6, B5, B4, B3, B2, B1, B0,
    input  C17, C16, C15, C14, C13, C12, C11, C10, C9, C8, C7, C6, C5, C4, C3, C2, C1, C0,
    input  SIGNEDA, SIGNEDB, SOURCEA, SOURCEB, CLK0, CE0, RST0,
    output P35, P34, P33, P32, P31, P30, P29, P28, P27, P26, P25, P24, P23, P22, P21, P20, P19, P18,
           P17, P16, P15, P14, P13, P12, P11, P10, P9, P8, P7, P6, P5, P4, P3, P2, P1, P0
);
    parameter REG_INPUTA_CLK = "NONE", REG_INPUTB_CLK = "NONE", REG_OUTPUT_CLK = "NONE";

    wire [17:0] a_in = {A17, A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1,
        A0};
    wire [17:0] b_in = {B17, B16, B15, B14, B13, B12, B11, B10, B9, B8, B7, B6, B5, B4, B3, B2, B1,
        B0};
    reg signed [18:0] a_reg = 0, b_reg = 0;
    reg [35:0] p_reg = 0;
    wire signed [18:0] a_now = {SIGNEDA & a_in[17], a_in};
    wire signed [18:0] b_now = {SIGNEDB & b_in[17], b_in};
    wire signed [18:0] a = REG_INPUTA_CLK == "NONE" ? a_now : a_reg;
    wire signed [18:0] b = REG_INPUTB_CLK == "NONE" ? b_now : b_reg;
    wire signed [37:0] product = a*b;

    always @(posedge CLK0) if (CE0) begin
        a_reg <= a_now;
        b_reg <= b_now;
        p_reg <= product[35:0];
    end

    assign {P35, P34, P33, P32, P31, P30, P29, P28, P27, P26, P25, P24, P23, P22, P21, P20, P19,
        P18, P17, P16, P15, P14, P13, P12, P11, P10, P9, P8, P7, P6, P5, P4, P3, P2, P1, P0} =
        REG_OUTPUT_CLK == "NONE" ? product[35:0] : p_reg;
    generate
        if (REG_INPUTA_CLK != "NONE" && REG_INPUTA_CLK != "CLK0" ||
            REG_INPUTB_CLK != "NONE" && REG_INPUTB_CLK != "CLK0" ||
            REG_OUTPUT_CLK != "NONE" && REG_OUTPUT_CLK != "CLK0")
            MULT18X18D_in_a_mode_without_a_model mode();
    endgenerate
    always @(posedge CLK0) if (RST0 || SOURCEA || SOURCEB)
        $fatal(1, "no model for a multiplier's reset or for its operands from a neighbour");
endmodule
