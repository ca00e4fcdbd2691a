// A stand-in for the engine, with the same ports: a register bank and a DMA that copies LENGTH
// bytes from SRC to DST, one burst at a time (MODE 0), only reads them, back to back (MODE 1), or
// copies even bytes only (MODE 2). FAULT makes it break one rule of AXI, to test the checker.
// Registers are listed in conftest.py.
module lutcore (
    input  wire        sys_clk,
    input  wire        sys_rst,
    output wire        irq,
    input  wire        s_axil_awvalid,
    output wire        s_axil_awready,
    input  wire [15:0] s_axil_awaddr,
    input  wire        s_axil_wvalid,
    output wire        s_axil_wready,
    input  wire [31:0] s_axil_wdata,
    input  wire [3:0]  s_axil_wstrb,
    output reg         s_axil_bvalid,
    input  wire        s_axil_bready,
    output reg  [1:0]  s_axil_bresp,
    input  wire        s_axil_arvalid,
    output wire        s_axil_arready,
    input  wire [15:0] s_axil_araddr,
    output reg         s_axil_rvalid,
    input  wire        s_axil_rready,
    output reg  [31:0] s_axil_rdata,
    output reg  [1:0]  s_axil_rresp,
    output wire        m0_axi_awvalid,
    input  wire        m0_axi_awready,
    output wire [31:0] m0_axi_awaddr,
    output wire [3:0]  m0_axi_awlen,
    output wire [2:0]  m0_axi_awsize,
    output wire [1:0]  m0_axi_awburst,
    output wire [5:0]  m0_axi_awid,
    output wire [1:0]  m0_axi_awlock,
    output wire [2:0]  m0_axi_awprot,
    output wire [3:0]  m0_axi_awcache,
    output wire [3:0]  m0_axi_awqos,
    output wire        m0_axi_wvalid,
    input  wire        m0_axi_wready,
    output wire [63:0] m0_axi_wdata,
    output wire [7:0]  m0_axi_wstrb,
    output wire        m0_axi_wlast,
    output wire [5:0]  m0_axi_wid,
    input  wire        m0_axi_bvalid,
    output wire        m0_axi_bready,
    input  wire [1:0]  m0_axi_bresp,
    input  wire [5:0]  m0_axi_bid,
    output wire        m0_axi_arvalid,
    input  wire        m0_axi_arready,
    output wire [31:0] m0_axi_araddr,
    output wire [3:0]  m0_axi_arlen,
    output wire [2:0]  m0_axi_arsize,
    output wire [1:0]  m0_axi_arburst,
    output wire [5:0]  m0_axi_arid,
    output wire [1:0]  m0_axi_arlock,
    output wire [2:0]  m0_axi_arprot,
    output wire [3:0]  m0_axi_arcache,
    output wire [3:0]  m0_axi_arqos,
    input  wire        m0_axi_rvalid,
    output wire        m0_axi_rready,
    input  wire [63:0] m0_axi_rdata,
    input  wire [1:0]  m0_axi_rresp,
    input  wire        m0_axi_rlast,
    input  wire [5:0]  m0_axi_rid
);

localparam BYTES = 8;
localparam SHIFT = $clog2(BYTES);
localparam MAX   = 16;

localparam IDLE = 0, READ_ADDRESS = 1, READ = 2, WRITE_ADDRESS = 3, WRITE = 4, RESPONSE = 5;
localparam STREAM = 6;

localparam CROSS_4K = 1, FIXED = 2, NARROW = 3, WITHDRAW = 4, UNSTABLE = 5, EARLY_LAST = 6;
localparam NO_ADDRESS = 7, WRONG_ID = 8;

// Registers ---------------------------------------------------------------------------------------

reg  [31:0] length, src, dst, scratch, mode, fault;
reg  [31:0] cycles, latency, checksum;
reg         done, error, irq_enable;
reg  [1:0]  response;
reg  [2:0]  state;
reg  [31:0] rom [0:1];
initial $readmemh("copier_rom.init", rom);

wire       write = s_axil_awvalid & s_axil_wvalid & ~s_axil_bvalid;
wire [13:0] write_index = s_axil_awaddr[15:2];
wire [13:0] read_index  = s_axil_araddr[15:2];
wire       start = write & (write_index == 1) & s_axil_wdata[0];
wire       busy  = state != IDLE;

assign s_axil_awready = write;
assign s_axil_wready  = write;
assign s_axil_arready = ~s_axil_rvalid;
assign irq            = done & irq_enable;

always @(posedge sys_clk) begin
    if (s_axil_bready) s_axil_bvalid <= 0;
    if (s_axil_rready) s_axil_rvalid <= 0;
    if (write) begin
        s_axil_bvalid <= 1;
        s_axil_bresp  <= write_index < 16 ? 0 : 2;
        case (write_index)
            1: irq_enable <= s_axil_wdata[3];
            2: length     <= s_axil_wdata;
            3: src        <= s_axil_wdata;
            4: dst        <= s_axil_wdata;
            7: scratch    <= s_axil_wdata;
            8: mode       <= s_axil_wdata;
            9: fault      <= s_axil_wdata;
        endcase
    end
    if (s_axil_arvalid & s_axil_arready & (read_index != 15)) begin  // 15 never answers
        s_axil_rvalid <= 1;
        s_axil_rresp  <= read_index < 16 ? 0 : 2;
        case (read_index)
            0:       s_axil_rdata <= rom[0];
            1:       s_axil_rdata <= {26'd0, response, irq_enable, error, done, busy};
            2:       s_axil_rdata <= length;
            3:       s_axil_rdata <= src;
            4:       s_axil_rdata <= dst;
            5:       s_axil_rdata <= cycles;
            6:       s_axil_rdata <= latency;
            7:       s_axil_rdata <= scratch;
            8:       s_axil_rdata <= mode;
            9:       s_axil_rdata <= fault;
            10:      s_axil_rdata <= checksum;
            11:      s_axil_rdata <= rom[1];
            default: s_axil_rdata <= 0;
        endcase
    end
    if (sys_rst) begin
        s_axil_bvalid <= 0;
        s_axil_rvalid <= 0;
        irq_enable    <= 0;
        scratch       <= 0;
        mode          <= 0;
        fault         <= 0;
    end
end

// DMA ---------------------------------------------------------------------------------------------

reg  [31:0] from, to, left, expected;
reg  [4:0]  index;
reg         waiting;
reg  [63:0] buffer [0:15];

wire [31:0] page_from = (4096 - from[11:0]) >> SHIFT;
wire [31:0] page_to   = (4096 - to[11:0]) >> SHIFT;
wire [31:0] wanted    = left >> SHIFT;
wire [31:0] limit_0   = wanted < MAX ? wanted : MAX;
wire [31:0] limit_1   = (page_from < limit_0) & (fault != CROSS_4K) ? page_from : limit_0;
wire [31:0] beats     = (page_to < limit_1) & (mode != 1) ? page_to : limit_1;

wire        read_start  = m0_axi_arvalid & m0_axi_arready;
wire        read_beat   = m0_axi_rvalid & m0_axi_rready;
wire        withdraw    = (fault == WITHDRAW) & waiting;

assign m0_axi_arvalid = ((state == READ_ADDRESS) | (state == STREAM & left != 0)) & ~withdraw;
assign m0_axi_araddr  = from + ((fault == UNSTABLE) & waiting ? BYTES : 0);
assign m0_axi_arlen   = beats - 1;
assign m0_axi_arsize  = fault == NARROW ? SHIFT - 1 : SHIFT;
assign m0_axi_arburst = fault == FIXED ? 0 : 1;
assign m0_axi_arid    = 5;
assign m0_axi_rready  = 1;

assign m0_axi_awvalid = state == WRITE_ADDRESS;
assign m0_axi_awaddr  = to;
assign m0_axi_awlen   = beats - 1;
assign m0_axi_awsize  = SHIFT;
assign m0_axi_awburst = 1;
assign m0_axi_awid    = 9;
assign m0_axi_wvalid  = state == WRITE;
assign m0_axi_wdata   = buffer[index[3:0]];
assign m0_axi_wstrb   = mode == 2 ? {BYTES / 2{2'b01}} : ~0;
assign m0_axi_wlast   = index == beats - 1 - (fault == EARLY_LAST);
assign m0_axi_wid     = fault == WRONG_ID ? 8 : 9;
assign m0_axi_bready  = 1;

assign {m0_axi_awlock, m0_axi_awprot, m0_axi_awcache, m0_axi_awqos} = 0;
assign {m0_axi_arlock, m0_axi_arprot, m0_axi_arcache, m0_axi_arqos} = 0;

reg [31:0] since_read;
reg        first;

always @(posedge sys_clk) begin
    waiting <= m0_axi_arvalid & ~m0_axi_arready;
    if (busy) cycles <= cycles + 1;
    since_read <= since_read + 1;
    if (read_start & first) since_read <= 1;
    if (read_start) first <= 0;
    if (read_beat) begin
        checksum <= checksum + m0_axi_rdata[31:0] + m0_axi_rdata[63:32];
        if (latency == 0) latency <= since_read;
        if (m0_axi_rresp != 0) begin
            error    <= 1;
            response <= m0_axi_rresp;
        end
    end
    case (state)
        IDLE: if (start) begin
            from     <= src;
            to       <= dst;
            left     <= length;
            expected <= length >> SHIFT;
            done     <= 0;
            error    <= 0;
            response <= 0;
            cycles   <= 0;
            latency  <= 0;
            checksum <= 0;
            first    <= 1;
            state    <= mode == 1 ? STREAM : READ_ADDRESS;
        end
        READ_ADDRESS: if (read_start) begin
            index <= 0;
            state <= READ;
        end
        READ: if (read_beat) begin
            buffer[index[3:0]] <= m0_axi_rdata;
            index <= index + 1;
            if (m0_axi_rlast) begin
                index <= 0;
                state <= fault == NO_ADDRESS ? WRITE : WRITE_ADDRESS;
            end
        end
        WRITE_ADDRESS: if (m0_axi_awready) state <= WRITE;
        WRITE: if (m0_axi_wready) begin
            index <= index + 1;
            if ((index == beats - 1) & (fault != NO_ADDRESS)) state <= RESPONSE;
        end
        RESPONSE: if (m0_axi_bvalid) begin
            from  <= from + (beats << SHIFT);
            to    <= to + (beats << SHIFT);
            left  <= left - (beats << SHIFT);
            state <= READ_ADDRESS;
            if ((left == beats << SHIFT) | error | (m0_axi_bresp != 0)) begin
                state <= IDLE;
                done  <= 1;
                if (m0_axi_bresp != 0) begin
                    error    <= 1;
                    response <= m0_axi_bresp;
                end
            end
        end
        STREAM: begin
            if (read_start) begin
                from <= from + (beats << SHIFT);
                left <= left - (beats << SHIFT);
            end
            if (read_beat) expected <= expected - 1;
            if (expected == 0) begin
                state <= IDLE;
                done  <= 1;
            end
        end
    endcase
    if (sys_rst) begin
        state <= IDLE;
        done  <= 0;
        error <= 0;
    end
end

endmodule
