// The block RAM inside RAMB18E1, RAMB36E1 and DP16KD: bytes of nine bits behind two ports.
//
// A port has 1, 2, 4 or 8 bytes; each has a write enable. A byte that one port reads while the
// other writes it is the old one where the writing port's MODE is READ_FIRST, else it comes out
// inverted, because the vendors promise nothing. Two ports that write the same byte stop the
// simulation.
module lutcore_block_ram #(
    parameter BYTES   = 4096,
    parameter A_BYTES = 4,
    parameter B_BYTES = 4,
    parameter A_MODE  = "READ_FIRST",       // or WRITE_FIRST or NO_CHANGE: DO during a write
    parameter B_MODE  = "READ_FIRST"
) (
    input             a_clk, a_en,
    input       [7:0] a_we,
    input      [11:0] a_at,                 // address of the byte in bits 8:0 of DI and DO
    input      [71:0] a_di,
    output reg [71:0] a_do,
    input             b_clk, b_en,
    input       [7:0] b_we,
    input      [11:0] b_at,
    input      [71:0] b_di,
    output reg [71:0] b_do
);
    reg [8:0] bytes [0:BYTES-1];

    wire [11:0] a_first = a_at & ~(12'd1*A_BYTES - 12'd1);
    wire [11:0] b_first = b_at & ~(12'd1*B_BYTES - 12'd1);
    wire  [7:0] a_lanes = (9'd1 << A_BYTES) - 9'd1;
    wire  [7:0] b_lanes = (9'd1 << B_BYTES) - 9'd1;

    integer i, j;

    // Bytes of a port that the other one writes in this clock.
    reg [7:0] a_hit, b_hit;
    always @* begin
        a_hit = 0;
        b_hit = 0;
        for (i = 0; i < A_BYTES; i = i + 1)
            for (j = 0; j < B_BYTES; j = j + 1)
                if (a_first + i == b_first + j) begin
                    a_hit[i] = b_en & b_we[j];
                    b_hit[j] = a_en & a_we[i];
                end
    end

    always @(posedge a_clk) if (a_en) begin
        if (a_we & a_hit & a_lanes) $fatal(1, "both ports of a block RAM write the same byte");
        for (i = 0; i < A_BYTES; i = i + 1) begin
            if (a_we[i]) bytes[a_first + i] <= a_di[9*i +: 9];
            if (!(A_MODE == "NO_CHANGE" && |(a_we & a_lanes)))
                a_do[9*i +: 9] <= A_MODE == "WRITE_FIRST" && a_we[i] ? a_di[9*i +: 9]
                    : bytes[a_first + i] ^ {9{a_hit[i] && B_MODE != "READ_FIRST"}};
        end
    end

    always @(posedge b_clk) if (b_en) begin
        for (i = 0; i < B_BYTES; i = i + 1) begin
            if (b_we[i]) bytes[b_first + i] <= b_di[9*i +: 9];
            if (!(B_MODE == "NO_CHANGE" && |(b_we & b_lanes)))
                b_do[9*i +: 9] <= B_MODE == "WRITE_FIRST" && b_we[i] ? b_di[9*i +: 9]
                    : bytes[b_first + i] ^ {9{b_hit[i] && A_MODE != "READ_FIRST"}};
        end
    end
endmodule
