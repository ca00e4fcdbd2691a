/* Machine-generated using Migen */
module lutcore(
	input sys_clk,
	input sys_rst,
	output m0_axi_awvalid,
	input m0_axi_awready,
	output [31:0] m0_axi_awaddr,
	output [1:0] m0_axi_awburst,
	output [3:0] m0_axi_awlen,
	output [3:0] m0_axi_awsize,
	output [1:0] m0_axi_awlock,
	output [2:0] m0_axi_awprot,
	output [3:0] m0_axi_awcache,
	output [3:0] m0_axi_awqos,
	output [3:0] m0_axi_awregion,
	output [1:0] m0_axi_awid,
	output m0_axi_wvalid,
	input m0_axi_wready,
	output m0_axi_wlast,
	output [63:0] m0_axi_wdata,
	output [7:0] m0_axi_wstrb,
	output [1:0] m0_axi_wid,
	input m0_axi_bvalid,
	output m0_axi_bready,
	input [1:0] m0_axi_bresp,
	input [1:0] m0_axi_bid,
	output reg m0_axi_arvalid,
	input m0_axi_arready,
	output reg [31:0] m0_axi_araddr,
	output [1:0] m0_axi_arburst,
	output reg [3:0] m0_axi_arlen,
	output [3:0] m0_axi_arsize,
	output [1:0] m0_axi_arlock,
	output [2:0] m0_axi_arprot,
	output [3:0] m0_axi_arcache,
	output [3:0] m0_axi_arqos,
	output [3:0] m0_axi_arregion,
	output reg [1:0] m0_axi_arid,
	input m0_axi_rvalid,
	output m0_axi_rready,
	input m0_axi_rlast,
	input [1:0] m0_axi_rresp,
	input [63:0] m0_axi_rdata,
	input [1:0] m0_axi_rid,
	output m1_axi_awvalid,
	input m1_axi_awready,
	output [31:0] m1_axi_awaddr,
	output [1:0] m1_axi_awburst,
	output [3:0] m1_axi_awlen,
	output [3:0] m1_axi_awsize,
	output [1:0] m1_axi_awlock,
	output [2:0] m1_axi_awprot,
	output [3:0] m1_axi_awcache,
	output [3:0] m1_axi_awqos,
	output [3:0] m1_axi_awregion,
	output [1:0] m1_axi_awid,
	output m1_axi_wvalid,
	input m1_axi_wready,
	output m1_axi_wlast,
	output [63:0] m1_axi_wdata,
	output [7:0] m1_axi_wstrb,
	output [1:0] m1_axi_wid,
	input m1_axi_bvalid,
	output m1_axi_bready,
	input [1:0] m1_axi_bresp,
	input [1:0] m1_axi_bid,
	output reg m1_axi_arvalid,
	input m1_axi_arready,
	output reg [31:0] m1_axi_araddr,
	output [1:0] m1_axi_arburst,
	output reg [3:0] m1_axi_arlen,
	output [3:0] m1_axi_arsize,
	output [1:0] m1_axi_arlock,
	output [2:0] m1_axi_arprot,
	output [3:0] m1_axi_arcache,
	output [3:0] m1_axi_arqos,
	output [3:0] m1_axi_arregion,
	output reg [1:0] m1_axi_arid,
	input m1_axi_rvalid,
	output m1_axi_rready,
	input m1_axi_rlast,
	input [1:0] m1_axi_rresp,
	input [63:0] m1_axi_rdata,
	input [1:0] m1_axi_rid,
	output reg m2_axi_awvalid,
	input m2_axi_awready,
	output reg [31:0] m2_axi_awaddr,
	output [1:0] m2_axi_awburst,
	output reg [3:0] m2_axi_awlen,
	output [3:0] m2_axi_awsize,
	output [1:0] m2_axi_awlock,
	output [2:0] m2_axi_awprot,
	output [3:0] m2_axi_awcache,
	output [3:0] m2_axi_awqos,
	output [3:0] m2_axi_awregion,
	output [1:0] m2_axi_awid,
	output m2_axi_wvalid,
	input m2_axi_wready,
	output m2_axi_wlast,
	output [63:0] m2_axi_wdata,
	output [7:0] m2_axi_wstrb,
	output [1:0] m2_axi_wid,
	input m2_axi_bvalid,
	output m2_axi_bready,
	input [1:0] m2_axi_bresp,
	input [1:0] m2_axi_bid,
	output reg m2_axi_arvalid,
	input m2_axi_arready,
	output reg [31:0] m2_axi_araddr,
	output [1:0] m2_axi_arburst,
	output reg [3:0] m2_axi_arlen,
	output [3:0] m2_axi_arsize,
	output [1:0] m2_axi_arlock,
	output [2:0] m2_axi_arprot,
	output [3:0] m2_axi_arcache,
	output [3:0] m2_axi_arqos,
	output [3:0] m2_axi_arregion,
	output reg [1:0] m2_axi_arid,
	input m2_axi_rvalid,
	output m2_axi_rready,
	input m2_axi_rlast,
	input [1:0] m2_axi_rresp,
	input [63:0] m2_axi_rdata,
	input [1:0] m2_axi_rid,
	output irq,
	input s_axil_awvalid,
	output reg s_axil_awready,
	input [15:0] s_axil_awaddr,
	input [2:0] s_axil_awprot,
	input s_axil_wvalid,
	output reg s_axil_wready,
	input [31:0] s_axil_wdata,
	input [3:0] s_axil_wstrb,
	output reg s_axil_bvalid,
	input s_axil_bready,
	output [1:0] s_axil_bresp,
	input s_axil_arvalid,
	output reg s_axil_arready,
	input [15:0] s_axil_araddr,
	input [2:0] s_axil_arprot,
	output reg s_axil_rvalid,
	input s_axil_rready,
	output [1:0] s_axil_rresp,
	output reg [31:0] s_axil_rdata
);

wire [31:0] value0;
wire [31:0] csrstatus0_status;
wire csrstatus0_we;
reg csrstatus0_re = 1'd0;
wire [31:0] value1;
wire [31:0] csrstatus1_status;
wire csrstatus1_we;
reg csrstatus1_re = 1'd0;
wire [31:0] value2;
wire [31:0] csrstatus2_status;
wire csrstatus2_we;
reg csrstatus2_re = 1'd0;
wire abort;
reg csrstorage0_storage = 1'd0;
reg csrstorage0_re = 1'd0;
wire [31:0] value3;
reg [31:0] csrstorage1_storage = 32'd0;
reg csrstorage1_re = 1'd0;
wire [15:0] descriptors;
reg [15:0] csrstorage2_storage = 16'd0;
reg csrstorage2_re = 1'd0;
wire busy;
wire done;
wire error;
wire [7:0] code;
reg [15:0] csrstatus3_status;
wire csrstatus3_we;
reg csrstatus3_re = 1'd0;
wire [31:0] value4;
wire [31:0] csrstatus4_status;
wire csrstatus4_we;
reg csrstatus4_re = 1'd0;
reg [31:0] value5 = 32'd0;
wire [31:0] csrstatus5_status;
wire csrstatus5_we;
reg csrstatus5_re = 1'd0;
reg [31:0] value6 = 32'd0;
wire [31:0] csrstatus6_status;
wire csrstatus6_we;
reg csrstatus6_re = 1'd0;
reg [31:0] value7 = 32'd0;
wire [31:0] csrstatus7_status;
wire csrstatus7_we;
reg csrstatus7_re = 1'd0;
reg [31:0] value8 = 32'd0;
wire [31:0] csrstatus8_status;
wire csrstatus8_we;
reg csrstatus8_re = 1'd0;
reg [31:0] value9 = 32'd0;
wire [31:0] csrstatus9_status;
wire csrstatus9_we;
reg csrstatus9_re = 1'd0;
reg [31:0] value10 = 32'd0;
wire [31:0] csrstatus10_status;
wire csrstatus10_we;
reg csrstatus10_re = 1'd0;
reg [31:0] value11 = 32'd0;
wire [31:0] csrstatus11_status;
wire csrstatus11_we;
reg csrstatus11_re = 1'd0;
wire [31:0] period;
reg [31:0] csrstorage3_storage = 32'd0;
reg csrstorage3_re = 1'd0;
wire [19:0] page0;
reg [31:0] csrstorage4_storage = 32'd0;
reg csrstorage4_re = 1'd0;
wire [19:0] page1;
reg [31:0] csrstorage5_storage = 32'd4294963200;
reg csrstorage5_re = 1'd0;
reg [31:0] value12 = 32'd0;
wire [31:0] csrstatus12_status;
wire csrstatus12_we;
reg csrstatus12_re = 1'd0;
reg [3:0] port = 4'd0;
reg [3:0] client = 4'd0;
reg [11:0] csrstatus13_status;
wire csrstatus13_we;
reg csrstatus13_re = 1'd0;
reg [31:0] value13 = 32'd0;
wire [31:0] csrstatus14_status;
wire csrstatus14_we;
reg csrstatus14_re = 1'd0;
wire descriptors_sink_sink_valid;
wire descriptors_sink_sink_ready;
reg descriptors_sink_sink_first = 1'd0;
reg descriptors_sink_sink_last = 1'd0;
wire [31:0] descriptors_sink_sink_payload_address;
wire [31:0] descriptors_sink_sink_payload_beats;
wire descriptors_source_source_valid0;
wire descriptors_source_source_ready0;
wire descriptors_source_source_first0;
wire descriptors_source_source_last0;
wire [127:0] descriptors_source_source_payload_data0;
wire descriptors_request_valid;
wire descriptors_request_ready;
wire [31:0] descriptors_request_payload_address;
wire [4:0] descriptors_request_payload_beats;
wire descriptors_data_valid;
wire descriptors_data_ready;
wire [63:0] descriptors_data_payload_data;
wire descriptors_flush;
wire descriptors_idle;
wire descriptors_expecting;
wire descriptors_splitter_sink_valid;
wire descriptors_splitter_sink_ready;
wire descriptors_splitter_sink_first;
wire descriptors_splitter_sink_last;
wire [31:0] descriptors_splitter_sink_payload_address;
wire [31:0] descriptors_splitter_sink_payload_beats;
reg descriptors_splitter_source_valid = 1'd0;
wire descriptors_splitter_source_ready;
reg [31:0] descriptors_splitter_source_payload_address = 32'd0;
reg [4:0] descriptors_splitter_source_payload_beats = 5'd0;
wire [19:0] descriptors_splitter_window_base;
wire [19:0] descriptors_splitter_window_last;
reg descriptors_splitter_refused = 1'd0;
reg [31:0] descriptors_splitter_address = 32'd0;
wire descriptors_splitter_flush;
wire descriptors_splitter_idle;
reg [31:0] descriptors_splitter_left = 32'd0;
reg descriptors_splitter_busy = 1'd0;
reg [1:0] descriptors_splitter_phase = 2'd0;
reg [4:0] descriptors_splitter_room = 5'd0;
reg descriptors_splitter_far = 1'd0;
reg descriptors_splitter_outside = 1'd0;
reg [4:0] descriptors_splitter_beats = 5'd0;
reg [6:0] descriptors_reserved = 7'd0;
reg [6:0] descriptors_flying = 7'd0;
reg descriptors_fits = 1'd0;
wire descriptors_send;
wire descriptors_take;
reg descriptors_taken = 1'd0;
wire descriptors_beat;
wire descriptors_fifo_sink_valid;
wire descriptors_fifo_sink_ready;
wire [127:0] descriptors_fifo_sink_payload_data;
reg descriptors_fifo_source_valid = 1'd0;
wire descriptors_fifo_source_ready;
reg descriptors_fifo_source_first = 1'd0;
reg descriptors_fifo_source_last = 1'd0;
wire [127:0] descriptors_fifo_source_payload_data;
wire [4:0] descriptors_fifo_writer_adr;
wire [127:0] descriptors_fifo_writer_dat_r;
wire descriptors_fifo_writer_we;
wire [127:0] descriptors_fifo_writer_dat_w;
wire [4:0] descriptors_fifo_reader_adr;
wire [127:0] descriptors_fifo_reader_dat_r;
reg [4:0] descriptors_fifo_produce = 5'd0;
reg [4:0] descriptors_fifo_consume = 5'd0;
reg [5:0] descriptors_fifo_stored = 6'd0;
reg [4:0] descriptors_fifo_places = 5'd16;
reg descriptors_fifo_fetch = 1'd0;
wire descriptors_fifo_pop;
reg descriptors_fifo_popped = 1'd0;
reg [3:0] descriptors_fifo_tail_adr = 4'd0;
wire [127:0] descriptors_fifo_tail_dat_r;
wire descriptors_fifo_tail_we;
wire [127:0] descriptors_fifo_tail_dat_w;
reg [3:0] descriptors_fifo_head_adr = 4'd0;
wire [127:0] descriptors_fifo_head_dat_r;
reg [4:0] descriptors_fifo_queued = 5'd0;
reg [127:0] descriptors_fifo_data_stage0 = 128'd0;
reg [127:0] descriptors_fifo_data_stage1 = 128'd0;
reg descriptors_fifo_valid_stage0 = 1'd0;
reg descriptors_fifo_valid_stage1 = 1'd0;
reg descriptors_fifo_valid_stage2 = 1'd0;
wire descriptors_converter_sink_valid;
wire descriptors_converter_sink_ready;
reg descriptors_converter_sink_first = 1'd0;
reg descriptors_converter_sink_last = 1'd0;
wire [63:0] descriptors_converter_sink_payload_data;
wire descriptors_converter_source_valid;
wire descriptors_converter_source_ready;
reg descriptors_converter_source_first = 1'd0;
reg descriptors_converter_source_last = 1'd0;
reg [127:0] descriptors_converter_source_payload_data = 128'd0;
reg [1:0] descriptors_converter_source_payload_valid_token_count = 2'd0;
reg descriptors_converter_demux = 1'd0;
wire descriptors_converter_load_part;
reg descriptors_converter_strobe_all = 1'd0;
wire descriptors_source_source_valid1;
wire descriptors_source_source_ready1;
wire descriptors_source_source_first1;
wire descriptors_source_source_last1;
wire [127:0] descriptors_source_source_payload_data1;
wire activations_sink_sink_valid;
wire activations_sink_sink_ready;
reg activations_sink_sink_first = 1'd0;
reg activations_sink_sink_last = 1'd0;
wire [31:0] activations_sink_sink_payload_address;
wire [31:0] activations_sink_sink_payload_beats;
wire activations_source_source_valid0;
wire activations_source_source_ready0;
wire activations_source_source_first0;
wire activations_source_source_last0;
wire [127:0] activations_source_source_payload_data0;
wire activations_request_valid;
wire activations_request_ready;
wire [31:0] activations_request_payload_address;
wire [4:0] activations_request_payload_beats;
wire activations_data_valid;
wire activations_data_ready;
wire [63:0] activations_data_payload_data;
wire activations_flush;
wire activations_idle;
wire activations_expecting;
wire activations_splitter_sink_valid;
wire activations_splitter_sink_ready;
wire activations_splitter_sink_first;
wire activations_splitter_sink_last;
wire [31:0] activations_splitter_sink_payload_address;
wire [31:0] activations_splitter_sink_payload_beats;
reg activations_splitter_source_valid = 1'd0;
wire activations_splitter_source_ready;
reg [31:0] activations_splitter_source_payload_address = 32'd0;
reg [4:0] activations_splitter_source_payload_beats = 5'd0;
wire [19:0] activations_splitter_window_base;
wire [19:0] activations_splitter_window_last;
reg activations_splitter_refused = 1'd0;
reg [31:0] activations_splitter_address = 32'd0;
wire activations_splitter_flush;
wire activations_splitter_idle;
reg [31:0] activations_splitter_left = 32'd0;
reg activations_splitter_busy = 1'd0;
reg [1:0] activations_splitter_phase = 2'd0;
reg [4:0] activations_splitter_room = 5'd0;
reg activations_splitter_far = 1'd0;
reg activations_splitter_outside = 1'd0;
reg [4:0] activations_splitter_beats = 5'd0;
reg [9:0] activations_reserved = 10'd0;
reg [9:0] activations_flying = 10'd0;
reg activations_fits = 1'd0;
wire activations_send;
wire activations_take;
reg activations_taken = 1'd0;
wire activations_beat;
wire activations_fifo_sink_valid;
wire activations_fifo_sink_ready;
wire [127:0] activations_fifo_sink_payload_data;
reg activations_fifo_source_valid = 1'd0;
wire activations_fifo_source_ready;
reg activations_fifo_source_first = 1'd0;
reg activations_fifo_source_last = 1'd0;
wire [127:0] activations_fifo_source_payload_data;
wire [7:0] activations_fifo_writer_adr;
wire [127:0] activations_fifo_writer_dat_r;
wire activations_fifo_writer_we;
wire [127:0] activations_fifo_writer_dat_w;
wire [7:0] activations_fifo_reader_adr;
wire [127:0] activations_fifo_reader_dat_r;
reg [7:0] activations_fifo_produce = 8'd0;
reg [7:0] activations_fifo_consume = 8'd0;
reg [8:0] activations_fifo_stored = 9'd0;
reg [4:0] activations_fifo_places = 5'd16;
reg activations_fifo_fetch = 1'd0;
wire activations_fifo_pop;
reg activations_fifo_popped = 1'd0;
reg [3:0] activations_fifo_tail_adr = 4'd0;
wire [127:0] activations_fifo_tail_dat_r;
wire activations_fifo_tail_we;
wire [127:0] activations_fifo_tail_dat_w;
reg [3:0] activations_fifo_head_adr = 4'd0;
wire [127:0] activations_fifo_head_dat_r;
reg [4:0] activations_fifo_queued = 5'd0;
reg [127:0] activations_fifo_data_stage0 = 128'd0;
reg [127:0] activations_fifo_data_stage1 = 128'd0;
reg activations_fifo_valid_stage0 = 1'd0;
reg activations_fifo_valid_stage1 = 1'd0;
reg activations_fifo_valid_stage2 = 1'd0;
wire activations_converter_sink_valid;
wire activations_converter_sink_ready;
reg activations_converter_sink_first = 1'd0;
reg activations_converter_sink_last = 1'd0;
wire [63:0] activations_converter_sink_payload_data;
wire activations_converter_source_valid;
wire activations_converter_source_ready;
reg activations_converter_source_first = 1'd0;
reg activations_converter_source_last = 1'd0;
reg [127:0] activations_converter_source_payload_data = 128'd0;
reg [1:0] activations_converter_source_payload_valid_token_count = 2'd0;
reg activations_converter_demux = 1'd0;
wire activations_converter_load_part;
reg activations_converter_strobe_all = 1'd0;
wire activations_source_source_valid1;
wire activations_source_source_ready1;
wire activations_source_source_first1;
wire activations_source_source_last1;
wire [127:0] activations_source_source_payload_data1;
wire reader0_sink_sink_valid;
wire reader0_sink_sink_ready;
reg reader0_sink_sink_first = 1'd0;
reg reader0_sink_sink_last = 1'd0;
wire [31:0] reader0_sink_sink_payload_address;
wire [31:0] reader0_sink_sink_payload_beats;
wire reader0_source_source_valid;
wire reader0_source_source_ready;
wire reader0_source_source_first;
wire reader0_source_source_last;
wire [63:0] reader0_source_source_payload_data;
wire reader0_request_valid;
wire reader0_request_ready;
wire [31:0] reader0_request_payload_address;
wire [4:0] reader0_request_payload_beats;
wire reader0_data_valid;
wire reader0_data_ready;
wire [63:0] reader0_data_payload_data;
wire reader0_flush;
wire reader0_idle;
wire reader0_expecting;
wire reader0_splitter_sink_valid;
wire reader0_splitter_sink_ready;
wire reader0_splitter_sink_first;
wire reader0_splitter_sink_last;
wire [31:0] reader0_splitter_sink_payload_address;
wire [31:0] reader0_splitter_sink_payload_beats;
reg reader0_splitter_source_valid = 1'd0;
wire reader0_splitter_source_ready;
reg [31:0] reader0_splitter_source_payload_address = 32'd0;
reg [4:0] reader0_splitter_source_payload_beats = 5'd0;
wire [19:0] reader0_splitter_window_base;
wire [19:0] reader0_splitter_window_last;
reg reader0_splitter_refused = 1'd0;
reg [31:0] reader0_splitter_address = 32'd0;
wire reader0_splitter_flush;
wire reader0_splitter_idle;
reg [31:0] reader0_splitter_left = 32'd0;
reg reader0_splitter_busy = 1'd0;
reg [1:0] reader0_splitter_phase = 2'd0;
reg [4:0] reader0_splitter_room = 5'd0;
reg reader0_splitter_far = 1'd0;
reg reader0_splitter_outside = 1'd0;
reg [4:0] reader0_splitter_beats = 5'd0;
reg [9:0] reader0_reserved = 10'd0;
reg [9:0] reader0_flying = 10'd0;
reg reader0_fits = 1'd0;
wire reader0_send;
wire reader0_take;
reg reader0_taken = 1'd0;
wire reader0_beat;
wire reader0_fifo_sink_valid;
wire reader0_fifo_sink_ready;
wire [63:0] reader0_fifo_sink_payload_data;
reg reader0_fifo_source_valid = 1'd0;
wire reader0_fifo_source_ready;
reg reader0_fifo_source_first = 1'd0;
reg reader0_fifo_source_last = 1'd0;
wire [63:0] reader0_fifo_source_payload_data;
wire [8:0] reader0_fifo_writer_adr;
wire [63:0] reader0_fifo_writer_dat_r;
wire reader0_fifo_writer_we;
wire [63:0] reader0_fifo_writer_dat_w;
wire [8:0] reader0_fifo_reader_adr;
wire [63:0] reader0_fifo_reader_dat_r;
reg [8:0] reader0_fifo_produce = 9'd0;
reg [8:0] reader0_fifo_consume = 9'd0;
reg [9:0] reader0_fifo_stored = 10'd0;
reg [4:0] reader0_fifo_places = 5'd16;
reg reader0_fifo_fetch = 1'd0;
wire reader0_fifo_pop;
reg reader0_fifo_popped = 1'd0;
reg [3:0] reader0_fifo_tail_adr = 4'd0;
wire [63:0] reader0_fifo_tail_dat_r;
wire reader0_fifo_tail_we;
wire [63:0] reader0_fifo_tail_dat_w;
reg [3:0] reader0_fifo_head_adr = 4'd0;
wire [63:0] reader0_fifo_head_dat_r;
reg [4:0] reader0_fifo_queued = 5'd0;
reg [63:0] reader0_fifo_data_stage0 = 64'd0;
reg [63:0] reader0_fifo_data_stage1 = 64'd0;
reg reader0_fifo_valid_stage0 = 1'd0;
reg reader0_fifo_valid_stage1 = 1'd0;
reg reader0_fifo_valid_stage2 = 1'd0;
wire reader1_sink_sink_valid;
wire reader1_sink_sink_ready;
reg reader1_sink_sink_first = 1'd0;
reg reader1_sink_sink_last = 1'd0;
wire [31:0] reader1_sink_sink_payload_address;
wire [31:0] reader1_sink_sink_payload_beats;
wire reader1_source_source_valid;
wire reader1_source_source_ready;
wire reader1_source_source_first;
wire reader1_source_source_last;
wire [63:0] reader1_source_source_payload_data;
wire reader1_request_valid;
wire reader1_request_ready;
wire [31:0] reader1_request_payload_address;
wire [4:0] reader1_request_payload_beats;
wire reader1_data_valid;
wire reader1_data_ready;
wire [63:0] reader1_data_payload_data;
wire reader1_flush;
wire reader1_idle;
wire reader1_expecting;
wire reader1_splitter_sink_valid;
wire reader1_splitter_sink_ready;
wire reader1_splitter_sink_first;
wire reader1_splitter_sink_last;
wire [31:0] reader1_splitter_sink_payload_address;
wire [31:0] reader1_splitter_sink_payload_beats;
reg reader1_splitter_source_valid = 1'd0;
wire reader1_splitter_source_ready;
reg [31:0] reader1_splitter_source_payload_address = 32'd0;
reg [4:0] reader1_splitter_source_payload_beats = 5'd0;
wire [19:0] reader1_splitter_window_base;
wire [19:0] reader1_splitter_window_last;
reg reader1_splitter_refused = 1'd0;
reg [31:0] reader1_splitter_address = 32'd0;
wire reader1_splitter_flush;
wire reader1_splitter_idle;
reg [31:0] reader1_splitter_left = 32'd0;
reg reader1_splitter_busy = 1'd0;
reg [1:0] reader1_splitter_phase = 2'd0;
reg [4:0] reader1_splitter_room = 5'd0;
reg reader1_splitter_far = 1'd0;
reg reader1_splitter_outside = 1'd0;
reg [4:0] reader1_splitter_beats = 5'd0;
reg [9:0] reader1_reserved = 10'd0;
reg [9:0] reader1_flying = 10'd0;
reg reader1_fits = 1'd0;
wire reader1_send;
wire reader1_take;
reg reader1_taken = 1'd0;
wire reader1_beat;
wire reader1_fifo_sink_valid;
wire reader1_fifo_sink_ready;
wire [63:0] reader1_fifo_sink_payload_data;
reg reader1_fifo_source_valid = 1'd0;
wire reader1_fifo_source_ready;
reg reader1_fifo_source_first = 1'd0;
reg reader1_fifo_source_last = 1'd0;
wire [63:0] reader1_fifo_source_payload_data;
wire [8:0] reader1_fifo_writer_adr;
wire [63:0] reader1_fifo_writer_dat_r;
wire reader1_fifo_writer_we;
wire [63:0] reader1_fifo_writer_dat_w;
wire [8:0] reader1_fifo_reader_adr;
wire [63:0] reader1_fifo_reader_dat_r;
reg [8:0] reader1_fifo_produce = 9'd0;
reg [8:0] reader1_fifo_consume = 9'd0;
reg [9:0] reader1_fifo_stored = 10'd0;
reg [4:0] reader1_fifo_places = 5'd16;
reg reader1_fifo_fetch = 1'd0;
wire reader1_fifo_pop;
reg reader1_fifo_popped = 1'd0;
reg [3:0] reader1_fifo_tail_adr = 4'd0;
wire [63:0] reader1_fifo_tail_dat_r;
wire reader1_fifo_tail_we;
wire [63:0] reader1_fifo_tail_dat_w;
reg [3:0] reader1_fifo_head_adr = 4'd0;
wire [63:0] reader1_fifo_head_dat_r;
reg [4:0] reader1_fifo_queued = 5'd0;
reg [63:0] reader1_fifo_data_stage0 = 64'd0;
reg [63:0] reader1_fifo_data_stage1 = 64'd0;
reg reader1_fifo_valid_stage0 = 1'd0;
reg reader1_fifo_valid_stage1 = 1'd0;
reg reader1_fifo_valid_stage2 = 1'd0;
reg readport0_errors;
reg readport0_stray = 1'd0;
wire readport0_free;
reg readport0_choice;
wire readport0_granted;
reg [63:0] readport0_data = 64'd0;
reg readport0_bad = 1'd0;
reg readport0_valid = 1'd0;
reg readport0_known;
reg readport0_arrived = 1'd0;
reg readport1_errors;
reg readport1_stray = 1'd0;
wire readport1_free;
reg readport1_choice;
wire readport1_granted;
reg [63:0] readport1_data = 64'd0;
reg readport1_bad = 1'd0;
reg readport1_valid = 1'd0;
reg readport1_known;
reg readport1_arrived = 1'd0;
reg readport2_errors0;
reg readport2_errors1;
reg readport2_stray = 1'd0;
wire readport2_free;
reg readport2_choice;
wire readport2_granted0;
wire readport2_granted1;
reg [63:0] readport2_data = 64'd0;
reg readport2_bad = 1'd0;
reg readport2_valid = 1'd0;
reg readport2_known;
reg readport2_arrived0 = 1'd0;
reg readport2_arrived1 = 1'd0;
wire writer_sink_sink_valid;
wire writer_sink_sink_ready;
reg writer_sink_sink_first = 1'd0;
reg writer_sink_sink_last = 1'd0;
wire [31:0] writer_sink_sink_payload_address;
wire [31:0] writer_sink_sink_payload_beats;
wire writer_words_valid;
wire writer_words_ready;
wire writer_words_first;
wire writer_words_last;
wire [127:0] writer_words_payload_data;
wire writer_almost_full;
wire writer_flush;
wire writer_idle;
wire writer_starved;
wire writer_excess;
reg writer_error = 1'd0;
reg writer_stray = 1'd0;
wire writer_splitter_sink_valid;
wire writer_splitter_sink_ready;
wire writer_splitter_sink_first;
wire writer_splitter_sink_last;
wire [31:0] writer_splitter_sink_payload_address;
wire [31:0] writer_splitter_sink_payload_beats;
reg writer_splitter_source_valid = 1'd0;
wire writer_splitter_source_ready;
reg [31:0] writer_splitter_source_payload_address = 32'd0;
reg [4:0] writer_splitter_source_payload_beats = 5'd0;
wire [19:0] writer_splitter_window_base;
wire [19:0] writer_splitter_window_last;
reg writer_splitter_refused = 1'd0;
reg [31:0] writer_splitter_address = 32'd0;
wire writer_splitter_flush;
wire writer_splitter_idle;
reg [31:0] writer_splitter_left = 32'd0;
reg writer_splitter_busy = 1'd0;
reg [1:0] writer_splitter_phase = 2'd0;
reg [4:0] writer_splitter_room = 5'd0;
reg writer_splitter_far = 1'd0;
reg writer_splitter_outside = 1'd0;
reg [4:0] writer_splitter_beats = 5'd0;
wire writer_fifo_sink_valid;
wire writer_fifo_sink_ready;
wire writer_fifo_sink_first;
wire writer_fifo_sink_last;
wire [127:0] writer_fifo_sink_payload_data;
wire writer_fifo_source_valid;
wire writer_fifo_source_ready;
wire writer_fifo_source_first;
wire writer_fifo_source_last;
wire [127:0] writer_fifo_source_payload_data;
wire writer_fifo_syncfifo_we;
wire writer_fifo_syncfifo_writable;
wire writer_fifo_syncfifo_re;
wire writer_fifo_syncfifo_readable;
wire [129:0] writer_fifo_syncfifo_din;
wire [129:0] writer_fifo_syncfifo_dout;
reg [6:0] writer_fifo_level = 7'd0;
reg writer_fifo_replace = 1'd0;
reg [5:0] writer_fifo_produce = 6'd0;
reg [5:0] writer_fifo_consume = 6'd0;
reg [5:0] writer_fifo_wrport_adr;
wire [129:0] writer_fifo_wrport_dat_r;
wire writer_fifo_wrport_we;
wire [129:0] writer_fifo_wrport_dat_w;
wire writer_fifo_do_read;
wire [5:0] writer_fifo_rdport_adr;
wire [129:0] writer_fifo_rdport_dat_r;
wire [127:0] writer_fifo_fifo_in_payload_data;
wire writer_fifo_fifo_in_first;
wire writer_fifo_fifo_in_last;
wire [127:0] writer_fifo_fifo_out_payload_data;
wire writer_fifo_fifo_out_first;
wire writer_fifo_fifo_out_last;
reg [4:0] writer_beats = 5'd0;
reg [4:0] writer_queued = 5'd0;
reg [7:0] writer_pending = 8'd0;
reg [6:0] writer_spare = 7'd0;
reg writer_enough = 1'd0;
wire writer_start;
wire writer_sent;
wire writer_drop;
wire writer_answered;
wire weights_idle;
reg fetch_take;
reg fetch_done = 1'd1;
wire [15:0] fetch_descriptor_magic;
wire [7:0] fetch_descriptor_version;
wire [7:0] fetch_descriptor_opcode;
wire [3:0] fetch_descriptor_planes;
wire [2:0] fetch_descriptor_group;
wire fetch_descriptor_explicit;
wire [7:0] fetch_descriptor_zero;
wire [7:0] fetch_descriptor_rows;
wire fetch_descriptor_ternary;
wire fetch_descriptor_host_tables;
wire [23:0] fetch_descriptor_columns;
wire [9:0] fetch_descriptor_slices;
wire [15:0] fetch_descriptor_tag;
wire [31:0] fetch_descriptor_weights;
wire [31:0] fetch_descriptor_activations;
wire [31:0] fetch_descriptor_output;
wire [31:0] fetch_descriptor_stream_words;
wire [31:0] fetch_descriptor_activation_words;
wire [31:0] fetch_descriptor_output_words;
wire [31:0] fetch_descriptor_stride;
reg [7:0] fetch_fault = 8'd0;
reg [511:0] fetch_store = 512'd0;
reg [3:0] fetch_count = 4'd0;
reg [36:0] fetch_end0 = 37'd0;
reg [36:0] fetch_total0 = 37'd0;
reg [36:0] fetch_end1 = 37'd0;
reg [36:0] fetch_total1 = 37'd0;
reg [36:0] fetch_end2 = 37'd0;
reg [36:0] fetch_total2 = 37'd0;
reg fetch_found0 = 1'd0;
reg fetch_found1 = 1'd0;
reg fetch_found2 = 1'd0;
reg fetch_found3 = 1'd0;
reg fetch_found4 = 1'd0;
wire datapath_start;
wire datapath_compute;
wire datapath_store;
reg [3:0] datapath_computed_planes = 4'd0;
reg [2:0] datapath_computed_group = 3'd0;
reg datapath_computed_explicit = 1'd0;
reg [7:0] datapath_computed_rows = 8'd0;
reg datapath_computed_ternary = 1'd0;
reg [23:0] datapath_computed_columns = 24'd0;
reg [9:0] datapath_computed_slices = 10'd0;
reg [31:0] datapath_computed_output = 32'd0;
reg [31:0] datapath_computed_output_words = 32'd0;
reg datapath_table_write_valid = 1'd0;
reg [3:0] datapath_table_write_we = 4'd0;
reg datapath_table_write_bank = 1'd0;
reg [3:0] datapath_table_write_segments = 4'd0;
reg [4:0] datapath_table_write_address = 5'd0;
reg [383:0] datapath_table_write_data = 384'd0;
wire [3:0] datapath_piece_write_we;
wire datapath_piece_write_bank;
wire [2:0] datapath_piece_write_piece;
reg [26:0] datapath_piece_write_zero = 27'd0;
reg [26:0] datapath_piece_write_other = 27'd0;
wire [4:0] datapath_piece_write_shift;
wire datapath_loader_start0;
wire [7:0] datapath_loader_rows;
wire [9:0] datapath_loader_slices;
reg [15:0] datapath_loader_tiles = 16'd0;
wire [2:0] datapath_loader_group0;
wire datapath_loader_explicit0;
wire [7:0] datapath_loader_zero0;
wire [3:0] datapath_loader_planes0;
wire datapath_loader_ternary;
wire datapath_loader_host_tables;
wire datapath_loader_sink_valid;
reg datapath_loader_sink_ready;
wire datapath_loader_sink_first;
wire datapath_loader_sink_last;
wire [127:0] datapath_loader_sink_payload_data;
reg [1:0] datapath_loader_full = 2'd0;
wire [1:0] datapath_loader_release;
reg datapath_loader_idle;
reg datapath_loader_bank0 = 1'd0;
reg [3:0] datapath_loader_row0 = 4'd1;
reg [7:0] datapath_loader_rows_left = 8'd0;
reg [9:0] datapath_loader_slices_left = 10'd0;
reg [15:0] datapath_loader_tiles_left = 16'd0;
reg [1:0] datapath_loader_segment = 2'd0;
reg [3:0] datapath_loader_word = 4'd0;
reg [4:0] datapath_loader_entry = 5'd0;
reg [1:0] datapath_loader_filled;
reg datapath_loader_load;
reg [2047:0] datapath_loader_mantissas = 2048'd0;
reg [127:0] datapath_loader_data_d = 128'd0;
reg [15:0] datapath_loader_we = 16'd0;
reg signed [11:0] datapath_loader_entries0 = 12'sd0;
reg signed [11:0] datapath_loader_entries1 = 12'sd0;
reg signed [11:0] datapath_loader_entries2 = 12'sd0;
reg signed [11:0] datapath_loader_entries3 = 12'sd0;
reg signed [11:0] datapath_loader_entries4 = 12'sd0;
reg signed [11:0] datapath_loader_entries5 = 12'sd0;
reg signed [11:0] datapath_loader_entries6 = 12'sd0;
reg signed [11:0] datapath_loader_entries7 = 12'sd0;
reg signed [11:0] datapath_loader_entries8 = 12'sd0;
reg signed [11:0] datapath_loader_entries9 = 12'sd0;
reg signed [11:0] datapath_loader_entries10 = 12'sd0;
reg signed [11:0] datapath_loader_entries11 = 12'sd0;
reg signed [11:0] datapath_loader_entries12 = 12'sd0;
reg signed [11:0] datapath_loader_entries13 = 12'sd0;
reg signed [11:0] datapath_loader_entries14 = 12'sd0;
reg signed [11:0] datapath_loader_entries15 = 12'sd0;
reg signed [11:0] datapath_loader_entries16 = 12'sd0;
reg signed [11:0] datapath_loader_entries17 = 12'sd0;
reg signed [11:0] datapath_loader_entries18 = 12'sd0;
reg signed [11:0] datapath_loader_entries19 = 12'sd0;
reg signed [11:0] datapath_loader_entries20 = 12'sd0;
reg signed [11:0] datapath_loader_entries21 = 12'sd0;
reg signed [11:0] datapath_loader_entries22 = 12'sd0;
reg signed [11:0] datapath_loader_entries23 = 12'sd0;
reg signed [11:0] datapath_loader_entries24 = 12'sd0;
reg signed [11:0] datapath_loader_entries25 = 12'sd0;
reg signed [11:0] datapath_loader_entries26 = 12'sd0;
reg signed [11:0] datapath_loader_entries27 = 12'sd0;
reg signed [11:0] datapath_loader_entries28 = 12'sd0;
reg signed [11:0] datapath_loader_entries29 = 12'sd0;
reg signed [11:0] datapath_loader_entries30 = 12'sd0;
reg signed [11:0] datapath_loader_entries31 = 12'sd0;
reg datapath_loader_clear;
reg datapath_loader_negate = 1'd0;
reg datapath_loader_step;
reg [4:0] datapath_loader_code;
reg [2:0] datapath_loader_digit;
reg datapath_loader_up;
reg [2:0] datapath_loader_index = 3'd0;
reg [4:0] datapath_loader_code_d_stage0 = 5'd0;
reg [4:0] datapath_loader_code_d_stage1 = 5'd0;
reg datapath_loader_add_d_stage0 = 1'd0;
reg datapath_loader_add_d_stage1 = 1'd0;
reg datapath_loader_step_d1_stage = 1'd0;
reg datapath_loader_step_d_stage = 1'd0;
reg datapath_loader_change_d_stage0 = 1'd0;
reg datapath_loader_change_d_stage1 = 1'd0;
reg datapath_loader_clear_d_stage = 1'd0;
reg signed [11:0] datapath_loader_mantissa0 = 12'sd0;
wire signed [12:0] datapath_loader_change0;
reg signed [11:0] datapath_loader_mantissa1 = 12'sd0;
wire signed [12:0] datapath_loader_change1;
reg signed [11:0] datapath_loader_mantissa2 = 12'sd0;
wire signed [12:0] datapath_loader_change2;
reg signed [11:0] datapath_loader_mantissa3 = 12'sd0;
wire signed [12:0] datapath_loader_change3;
reg signed [11:0] datapath_loader_mantissa4 = 12'sd0;
wire signed [12:0] datapath_loader_change4;
reg signed [11:0] datapath_loader_mantissa5 = 12'sd0;
wire signed [12:0] datapath_loader_change5;
reg signed [11:0] datapath_loader_mantissa6 = 12'sd0;
wire signed [12:0] datapath_loader_change6;
reg signed [11:0] datapath_loader_mantissa7 = 12'sd0;
wire signed [12:0] datapath_loader_change7;
reg signed [11:0] datapath_loader_mantissa8 = 12'sd0;
wire signed [12:0] datapath_loader_change8;
reg signed [11:0] datapath_loader_mantissa9 = 12'sd0;
wire signed [12:0] datapath_loader_change9;
reg signed [11:0] datapath_loader_mantissa10 = 12'sd0;
wire signed [12:0] datapath_loader_change10;
reg signed [11:0] datapath_loader_mantissa11 = 12'sd0;
wire signed [12:0] datapath_loader_change11;
reg signed [11:0] datapath_loader_mantissa12 = 12'sd0;
wire signed [12:0] datapath_loader_change12;
reg signed [11:0] datapath_loader_mantissa13 = 12'sd0;
wire signed [12:0] datapath_loader_change13;
reg signed [11:0] datapath_loader_mantissa14 = 12'sd0;
wire signed [12:0] datapath_loader_change14;
reg signed [11:0] datapath_loader_mantissa15 = 12'sd0;
wire signed [12:0] datapath_loader_change15;
reg signed [11:0] datapath_loader_mantissa16 = 12'sd0;
wire signed [12:0] datapath_loader_change16;
reg signed [11:0] datapath_loader_mantissa17 = 12'sd0;
wire signed [12:0] datapath_loader_change17;
reg signed [11:0] datapath_loader_mantissa18 = 12'sd0;
wire signed [12:0] datapath_loader_change18;
reg signed [11:0] datapath_loader_mantissa19 = 12'sd0;
wire signed [12:0] datapath_loader_change19;
reg signed [11:0] datapath_loader_mantissa20 = 12'sd0;
wire signed [12:0] datapath_loader_change20;
reg signed [11:0] datapath_loader_mantissa21 = 12'sd0;
wire signed [12:0] datapath_loader_change21;
reg signed [11:0] datapath_loader_mantissa22 = 12'sd0;
wire signed [12:0] datapath_loader_change22;
reg signed [11:0] datapath_loader_mantissa23 = 12'sd0;
wire signed [12:0] datapath_loader_change23;
reg signed [11:0] datapath_loader_mantissa24 = 12'sd0;
wire signed [12:0] datapath_loader_change24;
reg signed [11:0] datapath_loader_mantissa25 = 12'sd0;
wire signed [12:0] datapath_loader_change25;
reg signed [11:0] datapath_loader_mantissa26 = 12'sd0;
wire signed [12:0] datapath_loader_change26;
reg signed [11:0] datapath_loader_mantissa27 = 12'sd0;
wire signed [12:0] datapath_loader_change27;
reg signed [11:0] datapath_loader_mantissa28 = 12'sd0;
wire signed [12:0] datapath_loader_change28;
reg signed [11:0] datapath_loader_mantissa29 = 12'sd0;
wire signed [12:0] datapath_loader_change29;
reg signed [11:0] datapath_loader_mantissa30 = 12'sd0;
wire signed [12:0] datapath_loader_change30;
reg signed [11:0] datapath_loader_mantissa31 = 12'sd0;
wire signed [12:0] datapath_loader_change31;
reg datapath_loader_take_entry;
reg [3:0] datapath_loader_delayed_stage0 = 4'd1;
reg [3:0] datapath_loader_delayed_stage1 = 4'd1;
reg datapath_loader_delayed_stage2 = 1'd0;
reg datapath_loader_delayed_stage3 = 1'd0;
reg [1:0] datapath_loader_delayed_stage4 = 2'd0;
reg [1:0] datapath_loader_delayed_stage5 = 2'd0;
reg datapath_loader_header_taken;
reg datapath_loader_start1 = 1'd0;
wire [127:0] datapath_loader_header;
wire [3:0] datapath_loader_row1;
wire datapath_loader_odd0;
wire datapath_loader_bank1;
wire [2:0] datapath_loader_group1;
wire datapath_loader_explicit1;
wire [7:0] datapath_loader_zero1;
wire [3:0] datapath_loader_planes1;
wire datapath_loader_busy;
reg [127:0] datapath_loader_halves = 128'd0;
reg [3:0] datapath_loader_row2 = 4'd0;
reg datapath_loader_bank2 = 1'd0;
reg datapath_loader_odd1 = 1'd0;
reg [2:0] datapath_loader_piece = 3'd0;
reg datapath_loader_active = 1'd0;
reg [2:0] datapath_loader_last = 3'd0;
wire signed [13:0] datapath_loader_geometry0;
wire signed [13:0] datapath_loader_geometry1;
wire signed [13:0] datapath_loader_geometry2;
wire signed [13:0] datapath_loader_geometry3;
wire signed [13:0] datapath_loader_geometry4;
wire signed [13:0] datapath_loader_geometry5;
wire signed [13:0] datapath_loader_geometry6;
wire signed [13:0] datapath_loader_geometry7;
reg signed [17:0] datapath_loader_chosen = 18'sd0;
reg signed [17:0] datapath_loader_rounds0 = 18'sd0;
reg signed [17:0] datapath_loader_rounds1 = 18'sd0;
reg signed [17:0] datapath_loader_rounds2 = 18'sd0;
reg signed [17:0] datapath_loader_rounds3 = 18'sd0;
reg signed [17:0] datapath_loader_pairs0 = 18'sd0;
reg signed [17:0] datapath_loader_pairs1 = 18'sd0;
reg [2:0] datapath_loader_again_stage0 = 3'd0;
reg [2:0] datapath_loader_again_stage1 = 3'd0;
reg [2:0] datapath_loader_number_stage = 3'd0;
wire datapath_loader_uneven;
reg signed [17:0] datapath_loader_total = 18'sd0;
reg datapath_loader_down = 1'd0;
reg datapath_loader_low_stage = 1'd0;
reg signed [17:0] datapath_loader_lowered = 18'sd0;
wire signed [26:0] datapath_loader_shifted;
reg signed [26:0] datapath_loader_zero2 = 27'sd0;
reg signed [26:0] datapath_loader_most = 27'sd0;
reg signed [17:0] datapath_loader_offset = 18'sd0;
reg datapath_loader_two = 1'd0;
reg signed [9:0] datapath_loader_factor = 10'sd0;
reg signed [17:0] datapath_loader_operand = 18'sd0;
reg signed [26:0] datapath_loader_geometry8 = 27'sd0;
reg signed [25:0] datapath_loader_scaled = 26'sd0;
reg [7:0] datapath_loader_valid = 8'd0;
reg [2:0] datapath_loader_steps_stage0 = 3'd0;
reg [2:0] datapath_loader_steps_stage1 = 3'd0;
reg [2:0] datapath_loader_steps_stage2 = 3'd0;
reg [2:0] datapath_loader_steps_stage3 = 3'd0;
reg [2:0] datapath_loader_steps_stage4 = 3'd0;
reg [2:0] datapath_loader_steps_stage5 = 3'd0;
reg [2:0] datapath_loader_steps_stage6 = 3'd0;
reg [2:0] datapath_loader_steps_stage7 = 3'd0;
wire datapath_loader_bank_full;
wire datapath_loader_last_entry;
reg datapath_loader_last_segment = 1'd0;
reg datapath_loader_last_row = 1'd0;
wire datapath_issue_start;
wire [3:0] datapath_issue_planes;
wire [2:0] datapath_issue_group0;
wire datapath_issue_explicit0;
wire [23:0] datapath_issue_columns;
wire [9:0] datapath_issue_slices;
wire datapath_issue_sink_valid;
wire datapath_issue_sink_ready;
wire [127:0] datapath_issue_sink_payload_data;
wire [1:0] datapath_issue_full0;
wire [1:0] datapath_issue_release;
reg datapath_issue_turn = 1'd0;
wire datapath_issue_turns;
wire [2:0] datapath_issue_plane_number;
reg datapath_issue_plane_valid = 1'd0;
reg datapath_issue_plane_first = 1'd0;
reg datapath_issue_plane_last = 1'd0;
reg datapath_issue_plane_bank = 1'd0;
reg [9:0] datapath_issue_plane_column = 10'd0;
reg datapath_issue_plane_clear = 1'd0;
reg datapath_issue_plane_final = 1'd0;
reg [2:0] datapath_issue_plane_slot = 3'd0;
reg [2:0] datapath_issue_plane_lane = 3'd0;
reg datapath_issue_plane_turn = 1'd0;
reg datapath_issue_scale_we = 1'd0;
wire [2:0] datapath_issue_scale_slot;
wire datapath_issue_taken0;
wire datapath_issue_consumed;
reg datapath_issue_stall_tables;
reg datapath_issue_stall_output;
reg datapath_issue_stall_weights;
reg datapath_issue_stall_issue;
reg datapath_issue_done = 1'd1;
reg datapath_issue_idle = 1'd1;
reg datapath_issue_active = 1'd0;
wire datapath_issue_begin;
wire datapath_issue_issued0;
reg datapath_issue_scale = 1'd0;
reg datapath_issue_bank = 1'd0;
wire [3:0] datapath_issue_plane_loop_count;
wire datapath_issue_plane_loop_begin;
wire datapath_issue_plane_loop_step;
reg datapath_issue_plane_loop_first = 1'd0;
reg datapath_issue_plane_loop_last = 1'd0;
reg [2:0] datapath_issue_plane_loop_left = 3'd0;
wire datapath_issue_plane_loop_ends;
reg [2:0] datapath_issue_plane_loop_others = 3'd0;
reg datapath_issue_plane_loop_single = 1'd0;
reg [10:0] datapath_issue_column_loop_count = 11'd0;
wire datapath_issue_column_loop_begin;
wire datapath_issue_column_loop_step;
reg datapath_issue_column_loop_first = 1'd0;
reg datapath_issue_column_loop_last = 1'd0;
reg [9:0] datapath_issue_column_loop_left = 10'd0;
wire datapath_issue_column_loop_ends;
reg [9:0] datapath_issue_column_loop_others = 10'd0;
reg datapath_issue_column_loop_single = 1'd0;
wire [9:0] datapath_issue_slice_loop_count;
wire datapath_issue_slice_loop_begin;
wire datapath_issue_slice_loop_step;
reg datapath_issue_slice_loop_first = 1'd0;
reg datapath_issue_slice_loop_last = 1'd0;
reg [9:0] datapath_issue_slice_loop_left = 10'd0;
wire datapath_issue_slice_loop_ends;
reg [9:0] datapath_issue_slice_loop_others = 10'd0;
reg datapath_issue_slice_loop_single = 1'd0;
wire datapath_issue_column_ends;
wire datapath_issue_slice_ends;
wire datapath_issue_tile_ends;
reg [23:0] datapath_issue_left = 24'd0;
reg [10:0] datapath_issue_next_tile = 11'd0;
reg [10:0] datapath_issue_tile = 11'd0;
reg datapath_issue_last_next = 1'd0;
reg datapath_issue_last_tile = 1'd0;
wire datapath_issue_ends0;
reg datapath_issue_stage0 = 1'd0;
reg datapath_issue_stage1 = 1'd0;
reg datapath_issue_stage2 = 1'd0;
reg datapath_issue_stage3 = 1'd0;
reg datapath_issue_stage4 = 1'd0;
reg datapath_issue_stage5 = 1'd0;
reg datapath_issue_stage6 = 1'd0;
reg datapath_issue_stage7 = 1'd0;
reg datapath_issue_stage8 = 1'd0;
reg datapath_issue_stage9 = 1'd0;
reg datapath_issue_stage10 = 1'd0;
reg datapath_issue_stage11 = 1'd0;
reg datapath_issue_stage12 = 1'd0;
reg datapath_issue_stage13 = 1'd0;
reg datapath_issue_stage14 = 1'd0;
reg datapath_issue_stage15 = 1'd0;
reg datapath_issue_stage16 = 1'd0;
reg datapath_issue_stage17 = 1'd0;
reg datapath_issue_stage18 = 1'd0;
reg datapath_issue_stage19 = 1'd0;
reg datapath_issue_stage20 = 1'd0;
reg datapath_issue_stage21 = 1'd0;
reg datapath_issue_stage22 = 1'd0;
reg datapath_issue_stage23 = 1'd0;
reg datapath_issue_stage24 = 1'd0;
wire [2:0] datapath_issue_group1;
wire datapath_issue_explicit1;
wire datapath_issue_column;
wire datapath_issue_slice;
wire datapath_issue_narrow0;
reg datapath_issue_held = 1'd0;
reg [1:0] datapath_issue_pause = 2'd0;
wire datapath_issue_issued1;
wire datapath_issue_taken1;
wire datapath_issue_scarce;
reg [10:0] datapath_issue_places = 11'd1024;
reg datapath_issue_issued_stage = 1'd0;
wire datapath_issue_go;
wire datapath_issue_closing;
wire datapath_issue_replay;
reg datapath_issue_full1 = 1'd0;
reg datapath_issue_narrow1 = 1'd0;
reg datapath_issue_tables = 1'd0;
reg [3:0] datapath_issue_block_loop_count = 4'd0;
wire datapath_issue_block_loop_begin;
wire datapath_issue_block_loop_step;
reg datapath_issue_block_loop_first = 1'd0;
reg datapath_issue_block_loop_last = 1'd0;
reg [2:0] datapath_issue_block_loop_left = 3'd0;
wire datapath_issue_block_loop_ends;
reg [2:0] datapath_issue_block_loop_others = 3'd0;
reg datapath_issue_block_loop_single = 1'd0;
reg [2:0] datapath_issue_slot = 3'd0;
reg [2:0] datapath_issue_lane = 3'd0;
wire datapath_issue_scaled;
reg [3:0] datapath_issue_block = 4'd0;
wire datapath_issue_ends1;
reg [1:0] datapath_issue_used = 2'd0;
reg [1:0] datapath_issue_self;
reg [1:0] datapath_issue_stage25 = 2'd0;
reg [1:0] datapath_issue_stage26 = 2'd0;
reg [1:0] datapath_issue_stage27 = 2'd0;
reg [1:0] datapath_issue_stage28 = 2'd0;
reg [1:0] datapath_issue_stage29 = 2'd0;
reg [1:0] datapath_issue_stage30 = 2'd0;
reg [1:0] datapath_issue_stage31 = 2'd0;
reg [1:0] datapath_issue_stage32 = 2'd0;
reg [1:0] datapath_issue_stage33 = 2'd0;
reg [1:0] datapath_issue_stage34 = 2'd0;
reg [1:0] datapath_issue_stage35 = 2'd0;
wire [2:0] datapath_datapath_group;
wire datapath_datapath_explicit;
wire datapath_datapath_result;
reg [9:0] datapath_datapath_place0 = 10'd0;
reg datapath_datapath_record0_valid0 = 1'd0;
reg datapath_datapath_record0_first0 = 1'd0;
reg datapath_datapath_record0_last0 = 1'd0;
reg datapath_datapath_record0_bank0 = 1'd0;
reg [9:0] datapath_datapath_record0_column0 = 10'd0;
reg datapath_datapath_record0_clear0 = 1'd0;
reg datapath_datapath_record0_final0 = 1'd0;
reg [2:0] datapath_datapath_record0_slot0 = 3'd0;
reg [2:0] datapath_datapath_record0_lane0 = 3'd0;
reg datapath_datapath_record0_turn0 = 1'd0;
reg datapath_datapath_record1_valid0 = 1'd0;
reg datapath_datapath_record1_first0 = 1'd0;
reg datapath_datapath_record1_last0 = 1'd0;
reg datapath_datapath_record1_bank0 = 1'd0;
reg [9:0] datapath_datapath_record1_column0 = 10'd0;
reg datapath_datapath_record1_clear0 = 1'd0;
reg datapath_datapath_record1_final0 = 1'd0;
reg [2:0] datapath_datapath_record1_slot0 = 3'd0;
reg [2:0] datapath_datapath_record1_lane0 = 3'd0;
reg datapath_datapath_record1_turn0 = 1'd0;
reg datapath_datapath_record2_valid0 = 1'd0;
reg datapath_datapath_record2_first0 = 1'd0;
reg datapath_datapath_record2_last0 = 1'd0;
reg datapath_datapath_record2_bank0 = 1'd0;
reg [9:0] datapath_datapath_record2_column0 = 10'd0;
reg datapath_datapath_record2_clear0 = 1'd0;
reg datapath_datapath_record2_final0 = 1'd0;
reg [2:0] datapath_datapath_record2_slot0 = 3'd0;
reg [2:0] datapath_datapath_record2_lane0 = 3'd0;
reg datapath_datapath_record2_turn0 = 1'd0;
reg datapath_datapath_record3_valid0 = 1'd0;
reg datapath_datapath_record3_first0 = 1'd0;
reg datapath_datapath_record3_last0 = 1'd0;
reg datapath_datapath_record3_bank0 = 1'd0;
reg [9:0] datapath_datapath_record3_column0 = 10'd0;
reg datapath_datapath_record3_clear0 = 1'd0;
reg datapath_datapath_record3_final0 = 1'd0;
reg [2:0] datapath_datapath_record3_slot0 = 3'd0;
reg [2:0] datapath_datapath_record3_lane0 = 3'd0;
reg datapath_datapath_record3_turn0 = 1'd0;
reg datapath_datapath_record4_valid0 = 1'd0;
reg datapath_datapath_record4_first0 = 1'd0;
reg datapath_datapath_record4_last0 = 1'd0;
reg datapath_datapath_record4_bank0 = 1'd0;
reg [9:0] datapath_datapath_record4_column0 = 10'd0;
reg datapath_datapath_record4_clear0 = 1'd0;
reg datapath_datapath_record4_final0 = 1'd0;
reg [2:0] datapath_datapath_record4_slot0 = 3'd0;
reg [2:0] datapath_datapath_record4_lane0 = 3'd0;
reg datapath_datapath_record4_turn0 = 1'd0;
reg datapath_datapath_record0_valid1 = 1'd0;
reg datapath_datapath_record0_first1 = 1'd0;
reg datapath_datapath_record0_last1 = 1'd0;
reg [1:0] datapath_datapath_record0_piece = 2'd0;
reg [1:0] datapath_datapath_record0_other = 2'd0;
reg datapath_datapath_record0_turn1 = 1'd0;
reg datapath_datapath_record0_bank1 = 1'd0;
reg [9:0] datapath_datapath_record0_column1 = 10'd0;
reg datapath_datapath_record0_clear1 = 1'd0;
reg datapath_datapath_record0_final1 = 1'd0;
reg [2:0] datapath_datapath_record0_slot1 = 3'd0;
reg [2:0] datapath_datapath_record0_lane1 = 3'd0;
reg datapath_datapath_record1_valid1 = 1'd0;
reg datapath_datapath_record1_first1 = 1'd0;
reg datapath_datapath_record1_last1 = 1'd0;
reg [1:0] datapath_datapath_record1_piece = 2'd0;
reg [1:0] datapath_datapath_record1_other = 2'd0;
reg datapath_datapath_record1_turn1 = 1'd0;
reg datapath_datapath_record1_bank1 = 1'd0;
reg [9:0] datapath_datapath_record1_column1 = 10'd0;
reg datapath_datapath_record1_clear1 = 1'd0;
reg datapath_datapath_record1_final1 = 1'd0;
reg [2:0] datapath_datapath_record1_slot1 = 3'd0;
reg [2:0] datapath_datapath_record1_lane1 = 3'd0;
reg datapath_datapath_record2_valid1 = 1'd0;
reg datapath_datapath_record2_first1 = 1'd0;
reg datapath_datapath_record2_last1 = 1'd0;
reg [1:0] datapath_datapath_record2_piece = 2'd0;
reg [1:0] datapath_datapath_record2_other = 2'd0;
reg datapath_datapath_record2_turn1 = 1'd0;
reg datapath_datapath_record2_bank1 = 1'd0;
reg [9:0] datapath_datapath_record2_column1 = 10'd0;
reg datapath_datapath_record2_clear1 = 1'd0;
reg datapath_datapath_record2_final1 = 1'd0;
reg [2:0] datapath_datapath_record2_slot1 = 3'd0;
reg [2:0] datapath_datapath_record2_lane1 = 3'd0;
reg datapath_datapath_record3_valid1 = 1'd0;
reg datapath_datapath_record3_first1 = 1'd0;
reg datapath_datapath_record3_last1 = 1'd0;
reg [1:0] datapath_datapath_record3_piece = 2'd0;
reg [1:0] datapath_datapath_record3_other = 2'd0;
reg datapath_datapath_record3_turn1 = 1'd0;
reg datapath_datapath_record3_bank1 = 1'd0;
reg [9:0] datapath_datapath_record3_column1 = 10'd0;
reg datapath_datapath_record3_clear1 = 1'd0;
reg datapath_datapath_record3_final1 = 1'd0;
reg [2:0] datapath_datapath_record3_slot1 = 3'd0;
reg [2:0] datapath_datapath_record3_lane1 = 3'd0;
reg datapath_datapath_record4_valid1 = 1'd0;
reg datapath_datapath_record4_first1 = 1'd0;
reg datapath_datapath_record4_last1 = 1'd0;
reg [1:0] datapath_datapath_record4_piece = 2'd0;
reg [1:0] datapath_datapath_record4_other = 2'd0;
reg datapath_datapath_record4_turn1 = 1'd0;
reg datapath_datapath_record4_bank1 = 1'd0;
reg [9:0] datapath_datapath_record4_column1 = 10'd0;
reg datapath_datapath_record4_clear1 = 1'd0;
reg datapath_datapath_record4_final1 = 1'd0;
reg [2:0] datapath_datapath_record4_slot1 = 3'd0;
reg [2:0] datapath_datapath_record4_lane1 = 3'd0;
reg datapath_datapath_record5_valid = 1'd0;
reg datapath_datapath_record5_first = 1'd0;
reg datapath_datapath_record5_last = 1'd0;
reg [1:0] datapath_datapath_record5_piece = 2'd0;
reg [1:0] datapath_datapath_record5_other = 2'd0;
reg datapath_datapath_record5_turn = 1'd0;
reg datapath_datapath_record5_bank = 1'd0;
reg [9:0] datapath_datapath_record5_column = 10'd0;
reg datapath_datapath_record5_clear = 1'd0;
reg datapath_datapath_record5_final = 1'd0;
reg [2:0] datapath_datapath_record5_slot = 3'd0;
reg [2:0] datapath_datapath_record5_lane = 3'd0;
reg datapath_datapath_record6_valid = 1'd0;
reg datapath_datapath_record6_first = 1'd0;
reg datapath_datapath_record6_last = 1'd0;
reg [1:0] datapath_datapath_record6_piece = 2'd0;
reg [1:0] datapath_datapath_record6_other = 2'd0;
reg datapath_datapath_record6_turn = 1'd0;
reg datapath_datapath_record6_bank = 1'd0;
reg [9:0] datapath_datapath_record6_column = 10'd0;
reg datapath_datapath_record6_clear = 1'd0;
reg datapath_datapath_record6_final = 1'd0;
reg [2:0] datapath_datapath_record6_slot = 3'd0;
reg [2:0] datapath_datapath_record6_lane = 3'd0;
reg datapath_datapath_record7_valid = 1'd0;
reg datapath_datapath_record7_first = 1'd0;
reg datapath_datapath_record7_last = 1'd0;
reg [1:0] datapath_datapath_record7_piece = 2'd0;
reg [1:0] datapath_datapath_record7_other = 2'd0;
reg datapath_datapath_record7_turn = 1'd0;
reg datapath_datapath_record7_bank = 1'd0;
reg [9:0] datapath_datapath_record7_column = 10'd0;
reg datapath_datapath_record7_clear = 1'd0;
reg datapath_datapath_record7_final = 1'd0;
reg [2:0] datapath_datapath_record7_slot = 3'd0;
reg [2:0] datapath_datapath_record7_lane = 3'd0;
reg datapath_datapath_record8_valid = 1'd0;
reg datapath_datapath_record8_first = 1'd0;
reg datapath_datapath_record8_last = 1'd0;
reg [1:0] datapath_datapath_record8_piece = 2'd0;
reg [1:0] datapath_datapath_record8_other = 2'd0;
reg datapath_datapath_record8_turn = 1'd0;
reg datapath_datapath_record8_bank = 1'd0;
reg [9:0] datapath_datapath_record8_column = 10'd0;
reg datapath_datapath_record8_clear = 1'd0;
reg datapath_datapath_record8_final = 1'd0;
reg [2:0] datapath_datapath_record8_slot = 3'd0;
reg [2:0] datapath_datapath_record8_lane = 3'd0;
reg datapath_datapath_record9_valid = 1'd0;
reg datapath_datapath_record9_first = 1'd0;
reg datapath_datapath_record9_last = 1'd0;
reg [1:0] datapath_datapath_record9_piece = 2'd0;
reg [1:0] datapath_datapath_record9_other = 2'd0;
reg datapath_datapath_record9_turn = 1'd0;
reg datapath_datapath_record9_bank = 1'd0;
reg [9:0] datapath_datapath_record9_column = 10'd0;
reg datapath_datapath_record9_clear = 1'd0;
reg datapath_datapath_record9_final = 1'd0;
reg [2:0] datapath_datapath_record9_slot = 3'd0;
reg [2:0] datapath_datapath_record9_lane = 3'd0;
reg datapath_datapath_record10_valid = 1'd0;
reg datapath_datapath_record10_first = 1'd0;
reg datapath_datapath_record10_last = 1'd0;
reg [1:0] datapath_datapath_record10_piece = 2'd0;
reg [1:0] datapath_datapath_record10_other = 2'd0;
reg datapath_datapath_record10_turn = 1'd0;
reg datapath_datapath_record10_bank = 1'd0;
reg [9:0] datapath_datapath_record10_column = 10'd0;
reg datapath_datapath_record10_clear = 1'd0;
reg datapath_datapath_record10_final = 1'd0;
reg [2:0] datapath_datapath_record10_slot = 3'd0;
reg [2:0] datapath_datapath_record10_lane = 3'd0;
reg datapath_datapath_record11_valid = 1'd0;
reg datapath_datapath_record11_first = 1'd0;
reg datapath_datapath_record11_last = 1'd0;
reg [1:0] datapath_datapath_record11_piece = 2'd0;
reg [1:0] datapath_datapath_record11_other = 2'd0;
reg datapath_datapath_record11_turn = 1'd0;
reg datapath_datapath_record11_bank = 1'd0;
reg [9:0] datapath_datapath_record11_column = 10'd0;
reg datapath_datapath_record11_clear = 1'd0;
reg datapath_datapath_record11_final = 1'd0;
reg [2:0] datapath_datapath_record11_slot = 3'd0;
reg [2:0] datapath_datapath_record11_lane = 3'd0;
reg [3:0] datapath_datapath_mine0;
wire datapath_datapath_two;
reg [1:0] datapath_datapath_partner;
wire [1:0] datapath_datapath_count;
wire datapath_datapath_twice;
wire [3:0] datapath_datapath_lanes;
reg [3:0] datapath_datapath_mine1 = 4'd0;
reg datapath_datapath_stage = 1'd0;
reg [127:0] datapath_datapath_replay_word;
wire [1:0] datapath_datapath_replay_keep;
wire [2:0] datapath_datapath_replay_writer_adr;
wire [127:0] datapath_datapath_replay_writer_dat_r;
wire datapath_datapath_replay_writer_we;
wire [127:0] datapath_datapath_replay_writer_dat_w;
wire [2:0] datapath_datapath_replay_reader_adr;
wire [127:0] datapath_datapath_replay_reader_dat_r;
reg [4:0] datapath_datapath_addresses0 = 5'd0;
reg [4:0] datapath_datapath_addresses1 = 5'd0;
reg [4:0] datapath_datapath_addresses2 = 5'd0;
reg [4:0] datapath_datapath_addresses3 = 5'd0;
reg [4:0] datapath_datapath_addresses4 = 5'd0;
reg [4:0] datapath_datapath_addresses5 = 5'd0;
reg [4:0] datapath_datapath_addresses6 = 5'd0;
reg [4:0] datapath_datapath_addresses7 = 5'd0;
reg [4:0] datapath_datapath_addresses8 = 5'd0;
reg [4:0] datapath_datapath_addresses9 = 5'd0;
reg [4:0] datapath_datapath_addresses10 = 5'd0;
reg [4:0] datapath_datapath_addresses11 = 5'd0;
reg [4:0] datapath_datapath_addresses12 = 5'd0;
reg [4:0] datapath_datapath_addresses13 = 5'd0;
reg [4:0] datapath_datapath_addresses14 = 5'd0;
reg [4:0] datapath_datapath_addresses15 = 5'd0;
reg [4:0] datapath_datapath_addresses16 = 5'd0;
reg [4:0] datapath_datapath_addresses17 = 5'd0;
reg [4:0] datapath_datapath_addresses18 = 5'd0;
reg [4:0] datapath_datapath_addresses19 = 5'd0;
reg [4:0] datapath_datapath_addresses20 = 5'd0;
reg [4:0] datapath_datapath_addresses21 = 5'd0;
reg [4:0] datapath_datapath_addresses22 = 5'd0;
reg [4:0] datapath_datapath_addresses23 = 5'd0;
reg [4:0] datapath_datapath_addresses24 = 5'd0;
reg [4:0] datapath_datapath_addresses25 = 5'd0;
reg [4:0] datapath_datapath_addresses26 = 5'd0;
reg [4:0] datapath_datapath_addresses27 = 5'd0;
reg datapath_datapath_signs0 = 1'd0;
reg datapath_datapath_signs1 = 1'd0;
reg datapath_datapath_signs2 = 1'd0;
reg datapath_datapath_signs3 = 1'd0;
reg datapath_datapath_signs4 = 1'd0;
reg datapath_datapath_signs5 = 1'd0;
reg datapath_datapath_signs6 = 1'd0;
reg datapath_datapath_signs7 = 1'd0;
reg datapath_datapath_signs8 = 1'd0;
reg datapath_datapath_signs9 = 1'd0;
reg datapath_datapath_signs10 = 1'd0;
reg datapath_datapath_signs11 = 1'd0;
reg datapath_datapath_signs12 = 1'd0;
reg datapath_datapath_signs13 = 1'd0;
reg datapath_datapath_signs14 = 1'd0;
reg datapath_datapath_signs15 = 1'd0;
reg datapath_datapath_signs16 = 1'd0;
reg datapath_datapath_signs17 = 1'd0;
reg datapath_datapath_signs18 = 1'd0;
reg datapath_datapath_signs19 = 1'd0;
reg datapath_datapath_signs20 = 1'd0;
reg datapath_datapath_signs21 = 1'd0;
reg datapath_datapath_signs22 = 1'd0;
reg datapath_datapath_signs23 = 1'd0;
reg datapath_datapath_signs24 = 1'd0;
reg datapath_datapath_signs25 = 1'd0;
reg datapath_datapath_signs26 = 1'd0;
reg datapath_datapath_signs27 = 1'd0;
wire datapath_datapath_scale_we;
wire [2:0] datapath_datapath_scale_slot;
reg [127:0] datapath_datapath_scale_data = 128'd0;
reg signed [15:0] datapath_datapath_scale_scale = 16'sd0;
reg signed [15:0] datapath_datapath_scale_other = 16'sd0;
wire [2:0] datapath_datapath_scale_writer_adr;
wire [127:0] datapath_datapath_scale_writer_dat_r;
wire datapath_datapath_scale_writer_we;
wire [127:0] datapath_datapath_scale_writer_dat_w;
wire [2:0] datapath_datapath_scale_reader_adr;
wire [127:0] datapath_datapath_scale_reader_dat_r;
reg [127:0] datapath_datapath_scale_word = 128'd0;
wire [9:0] datapath_datapath_place1;
reg datapath_datapath_row_enable0 = 1'd0;
reg datapath_datapath_adder_enable0 = 1'd0;
reg datapath_datapath_adder_enable1 = 1'd0;
reg datapath_datapath_adder_enable2 = 1'd0;
reg datapath_datapath_rowparameters0_two = 1'd0;
reg signed [26:0] datapath_datapath_rowparameters0_subtract0 = 27'sd0;
reg signed [26:0] datapath_datapath_rowparameters0_subtract1 = 27'sd0;
wire [1:0] datapath_datapath_rowparameters0_coarse0;
wire [1:0] datapath_datapath_rowparameters0_coarse1;
reg [2:0] datapath_datapath_rowparameters0_fine0 = 3'd0;
reg [2:0] datapath_datapath_rowparameters0_fine1 = 3'd0;
wire [3:0] datapath_datapath_rowparameters0_first_writer_adr;
wire [31:0] datapath_datapath_rowparameters0_first_writer_dat_r;
wire datapath_datapath_rowparameters0_first_writer_we;
wire [31:0] datapath_datapath_rowparameters0_first_writer_dat_w;
wire [3:0] datapath_datapath_rowparameters0_first_reader_adr;
wire [31:0] datapath_datapath_rowparameters0_first_reader_dat_r;
wire [3:0] datapath_datapath_rowparameters0_other_writer_adr;
wire [26:0] datapath_datapath_rowparameters0_other_writer_dat_r;
wire datapath_datapath_rowparameters0_other_writer_we;
wire [26:0] datapath_datapath_rowparameters0_other_writer_dat_w;
wire [3:0] datapath_datapath_rowparameters0_other_reader_adr;
wire [26:0] datapath_datapath_rowparameters0_other_reader_dat_r;
reg [4:0] datapath_datapath_rowparameters0_stage = 5'd0;
reg [4:0] datapath_datapath_rowparameters0_now0 = 5'd0;
reg [4:0] datapath_datapath_rowparameters0_now1 = 5'd0;
wire datapath_datapath_lookuprow0_we0;
wire [5:0] datapath_datapath_lookuprow0_memory0_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory0_dat_r0;
wire datapath_datapath_lookuprow0_memory0_we;
wire [11:0] datapath_datapath_lookuprow0_memory0_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory0_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory0_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read0;
reg signed [11:0] datapath_datapath_lookuprow0_entry0 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory1_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory1_dat_r0;
wire datapath_datapath_lookuprow0_memory1_we;
wire [11:0] datapath_datapath_lookuprow0_memory1_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory1_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory1_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read1;
reg signed [11:0] datapath_datapath_lookuprow0_entry1 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory2_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory2_dat_r0;
wire datapath_datapath_lookuprow0_memory2_we;
wire [11:0] datapath_datapath_lookuprow0_memory2_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory2_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory2_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read2;
reg signed [11:0] datapath_datapath_lookuprow0_entry2 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory3_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory3_dat_r0;
wire datapath_datapath_lookuprow0_memory3_we;
wire [11:0] datapath_datapath_lookuprow0_memory3_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory3_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory3_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read3;
reg signed [11:0] datapath_datapath_lookuprow0_entry3 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory4_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory4_dat_r0;
wire datapath_datapath_lookuprow0_memory4_we;
wire [11:0] datapath_datapath_lookuprow0_memory4_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory4_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory4_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read4;
reg signed [11:0] datapath_datapath_lookuprow0_entry4 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory5_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory5_dat_r0;
wire datapath_datapath_lookuprow0_memory5_we;
wire [11:0] datapath_datapath_lookuprow0_memory5_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory5_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory5_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read5;
reg signed [11:0] datapath_datapath_lookuprow0_entry5 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory6_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory6_dat_r0;
wire datapath_datapath_lookuprow0_memory6_we;
wire [11:0] datapath_datapath_lookuprow0_memory6_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory6_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory6_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read6;
reg signed [11:0] datapath_datapath_lookuprow0_entry6 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total0 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total1 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total2 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow0_total3 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow0_total4 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow0_total5 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow0_total6 = 15'sd0;
wire datapath_datapath_lookuprow0_we1;
wire [5:0] datapath_datapath_lookuprow0_memory7_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory7_dat_r0;
wire datapath_datapath_lookuprow0_memory7_we;
wire [11:0] datapath_datapath_lookuprow0_memory7_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory7_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory7_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read7;
reg signed [11:0] datapath_datapath_lookuprow0_entry7 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory8_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory8_dat_r0;
wire datapath_datapath_lookuprow0_memory8_we;
wire [11:0] datapath_datapath_lookuprow0_memory8_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory8_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory8_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read8;
reg signed [11:0] datapath_datapath_lookuprow0_entry8 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory9_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory9_dat_r0;
wire datapath_datapath_lookuprow0_memory9_we;
wire [11:0] datapath_datapath_lookuprow0_memory9_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory9_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory9_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read9;
reg signed [11:0] datapath_datapath_lookuprow0_entry9 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory10_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory10_dat_r0;
wire datapath_datapath_lookuprow0_memory10_we;
wire [11:0] datapath_datapath_lookuprow0_memory10_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory10_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory10_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read10;
reg signed [11:0] datapath_datapath_lookuprow0_entry10 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory11_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory11_dat_r0;
wire datapath_datapath_lookuprow0_memory11_we;
wire [11:0] datapath_datapath_lookuprow0_memory11_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory11_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory11_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read11;
reg signed [11:0] datapath_datapath_lookuprow0_entry11 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory12_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory12_dat_r0;
wire datapath_datapath_lookuprow0_memory12_we;
wire [11:0] datapath_datapath_lookuprow0_memory12_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory12_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory12_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read12;
reg signed [11:0] datapath_datapath_lookuprow0_entry12 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory13_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory13_dat_r0;
wire datapath_datapath_lookuprow0_memory13_we;
wire [11:0] datapath_datapath_lookuprow0_memory13_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory13_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory13_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read13;
reg signed [11:0] datapath_datapath_lookuprow0_entry13 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total7 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total8 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total9 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow0_total10 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow0_total11 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow0_total12 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow0_total13 = 15'sd0;
wire datapath_datapath_lookuprow0_we2;
wire [5:0] datapath_datapath_lookuprow0_memory14_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory14_dat_r0;
wire datapath_datapath_lookuprow0_memory14_we;
wire [11:0] datapath_datapath_lookuprow0_memory14_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory14_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory14_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read14;
reg signed [11:0] datapath_datapath_lookuprow0_entry14 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory15_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory15_dat_r0;
wire datapath_datapath_lookuprow0_memory15_we;
wire [11:0] datapath_datapath_lookuprow0_memory15_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory15_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory15_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read15;
reg signed [11:0] datapath_datapath_lookuprow0_entry15 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory16_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory16_dat_r0;
wire datapath_datapath_lookuprow0_memory16_we;
wire [11:0] datapath_datapath_lookuprow0_memory16_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory16_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory16_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read16;
reg signed [11:0] datapath_datapath_lookuprow0_entry16 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory17_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory17_dat_r0;
wire datapath_datapath_lookuprow0_memory17_we;
wire [11:0] datapath_datapath_lookuprow0_memory17_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory17_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory17_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read17;
reg signed [11:0] datapath_datapath_lookuprow0_entry17 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory18_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory18_dat_r0;
wire datapath_datapath_lookuprow0_memory18_we;
wire [11:0] datapath_datapath_lookuprow0_memory18_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory18_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory18_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read18;
reg signed [11:0] datapath_datapath_lookuprow0_entry18 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory19_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory19_dat_r0;
wire datapath_datapath_lookuprow0_memory19_we;
wire [11:0] datapath_datapath_lookuprow0_memory19_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory19_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory19_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read19;
reg signed [11:0] datapath_datapath_lookuprow0_entry19 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory20_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory20_dat_r0;
wire datapath_datapath_lookuprow0_memory20_we;
wire [11:0] datapath_datapath_lookuprow0_memory20_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory20_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory20_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read20;
reg signed [11:0] datapath_datapath_lookuprow0_entry20 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total14 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total15 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total16 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow0_total17 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow0_total18 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow0_total19 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow0_total20 = 15'sd0;
wire datapath_datapath_lookuprow0_we3;
wire [5:0] datapath_datapath_lookuprow0_memory21_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory21_dat_r0;
wire datapath_datapath_lookuprow0_memory21_we;
wire [11:0] datapath_datapath_lookuprow0_memory21_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory21_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory21_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read21;
reg signed [11:0] datapath_datapath_lookuprow0_entry21 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory22_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory22_dat_r0;
wire datapath_datapath_lookuprow0_memory22_we;
wire [11:0] datapath_datapath_lookuprow0_memory22_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory22_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory22_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read22;
reg signed [11:0] datapath_datapath_lookuprow0_entry22 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory23_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory23_dat_r0;
wire datapath_datapath_lookuprow0_memory23_we;
wire [11:0] datapath_datapath_lookuprow0_memory23_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory23_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory23_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read23;
reg signed [11:0] datapath_datapath_lookuprow0_entry23 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory24_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory24_dat_r0;
wire datapath_datapath_lookuprow0_memory24_we;
wire [11:0] datapath_datapath_lookuprow0_memory24_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory24_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory24_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read24;
reg signed [11:0] datapath_datapath_lookuprow0_entry24 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory25_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory25_dat_r0;
wire datapath_datapath_lookuprow0_memory25_we;
wire [11:0] datapath_datapath_lookuprow0_memory25_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory25_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory25_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read25;
reg signed [11:0] datapath_datapath_lookuprow0_entry25 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory26_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory26_dat_r0;
wire datapath_datapath_lookuprow0_memory26_we;
wire [11:0] datapath_datapath_lookuprow0_memory26_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory26_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory26_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read26;
reg signed [11:0] datapath_datapath_lookuprow0_entry26 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow0_memory27_adr0;
wire [11:0] datapath_datapath_lookuprow0_memory27_dat_r0;
wire datapath_datapath_lookuprow0_memory27_we;
wire [11:0] datapath_datapath_lookuprow0_memory27_dat_w;
wire [5:0] datapath_datapath_lookuprow0_memory27_adr1;
wire [11:0] datapath_datapath_lookuprow0_memory27_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow0_read27;
reg signed [11:0] datapath_datapath_lookuprow0_entry27 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total21 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total22 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow0_total23 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow0_total24 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow0_total25 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow0_total26 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow0_total27 = 15'sd0;
reg signed [31:0] datapath_datapath_rowepilogue0_result = 32'sd0;
reg signed [22:0] datapath_datapath_rowepilogue0_combined0 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue0_keep0 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue0_lower0;
wire signed [15:0] datapath_datapath_rowepilogue0_upper0;
reg signed [22:0] datapath_datapath_rowepilogue0_combined1 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue0_keep1 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue0_lower1;
wire signed [15:0] datapath_datapath_rowepilogue0_upper1;
reg signed [22:0] datapath_datapath_rowepilogue0_combined2 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue0_keep2 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue0_lower2;
wire signed [15:0] datapath_datapath_rowepilogue0_upper2;
reg signed [22:0] datapath_datapath_rowepilogue0_combined3 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue0_keep3 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue0_lower3;
wire signed [15:0] datapath_datapath_rowepilogue0_upper3;
reg [3:0] datapath_datapath_rowepilogue0_mine = 4'd0;
reg signed [25:0] datapath_datapath_rowepilogue0_pairs0 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue0_pairs1 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue0_totals0 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue0_totals1 = 26'sd0;
wire signed [26:0] datapath_datapath_rowepilogue0_difference0;
reg signed [26:0] datapath_datapath_rowepilogue0_enabled0 = 27'sd0;
reg signed [26:0] datapath_datapath_rowepilogue0_self0 = 27'sd0;
reg signed [17:0] datapath_datapath_rowepilogue0_fine0 = 18'sd0;
reg signed [33:0] datapath_datapath_rowepilogue0_keep4 = 34'sd0;
reg signed [33:0] datapath_datapath_rowepilogue0_multiplier0_product = 34'sd0;
reg signed [17:0] datapath_datapath_rowepilogue0_multiplier0_operands0 = 18'sd0;
reg signed [15:0] datapath_datapath_rowepilogue0_multiplier0_operands1 = 16'sd0;
wire signed [26:0] datapath_datapath_rowepilogue0_difference1;
reg signed [26:0] datapath_datapath_rowepilogue0_enabled1 = 27'sd0;
reg signed [26:0] datapath_datapath_rowepilogue0_self1 = 27'sd0;
reg signed [17:0] datapath_datapath_rowepilogue0_fine1 = 18'sd0;
reg signed [33:0] datapath_datapath_rowepilogue0_keep5 = 34'sd0;
reg signed [33:0] datapath_datapath_rowepilogue0_multiplier1_product = 34'sd0;
reg signed [17:0] datapath_datapath_rowepilogue0_multiplier1_operands0 = 18'sd0;
reg signed [15:0] datapath_datapath_rowepilogue0_multiplier1_operands1 = 16'sd0;
reg signed [34:0] datapath_datapath_rowepilogue0_both = 35'sd0;
reg signed [37:0] datapath_datapath_rowepilogue0_summed = 38'sd0;
reg signed [31:0] datapath_datapath_rowepilogue0_new = 32'sd0;
wire datapath_datapath_rowepilogue0_write;
wire [9:0] datapath_datapath_rowepilogue0_old_reader_adr;
wire [31:0] datapath_datapath_rowepilogue0_old_reader_dat_r;
wire [9:0] datapath_datapath_rowepilogue0_old_writer_adr;
wire [31:0] datapath_datapath_rowepilogue0_old_writer_dat_r;
wire datapath_datapath_rowepilogue0_old_writer_we;
wire [31:0] datapath_datapath_rowepilogue0_old_writer_dat_w;
wire [9:0] datapath_datapath_rowepilogue0_ready_reader_adr;
wire [31:0] datapath_datapath_rowepilogue0_ready_reader_dat_r;
wire [9:0] datapath_datapath_rowepilogue0_ready_writer_adr;
wire [31:0] datapath_datapath_rowepilogue0_ready_writer_dat_r;
wire datapath_datapath_rowepilogue0_ready_writer_we;
wire [31:0] datapath_datapath_rowepilogue0_ready_writer_dat_w;
reg [31:0] datapath_datapath_rowepilogue0_stage = 32'd0;
reg datapath_datapath_row_enable1 = 1'd0;
reg datapath_datapath_adder_enable3 = 1'd0;
reg datapath_datapath_adder_enable4 = 1'd0;
reg datapath_datapath_adder_enable5 = 1'd0;
reg datapath_datapath_rowparameters1_two = 1'd0;
reg signed [26:0] datapath_datapath_rowparameters1_subtract0 = 27'sd0;
reg signed [26:0] datapath_datapath_rowparameters1_subtract1 = 27'sd0;
wire [1:0] datapath_datapath_rowparameters1_coarse0;
wire [1:0] datapath_datapath_rowparameters1_coarse1;
reg [2:0] datapath_datapath_rowparameters1_fine0 = 3'd0;
reg [2:0] datapath_datapath_rowparameters1_fine1 = 3'd0;
wire [3:0] datapath_datapath_rowparameters1_first_writer_adr;
wire [31:0] datapath_datapath_rowparameters1_first_writer_dat_r;
wire datapath_datapath_rowparameters1_first_writer_we;
wire [31:0] datapath_datapath_rowparameters1_first_writer_dat_w;
wire [3:0] datapath_datapath_rowparameters1_first_reader_adr;
wire [31:0] datapath_datapath_rowparameters1_first_reader_dat_r;
wire [3:0] datapath_datapath_rowparameters1_other_writer_adr;
wire [26:0] datapath_datapath_rowparameters1_other_writer_dat_r;
wire datapath_datapath_rowparameters1_other_writer_we;
wire [26:0] datapath_datapath_rowparameters1_other_writer_dat_w;
wire [3:0] datapath_datapath_rowparameters1_other_reader_adr;
wire [26:0] datapath_datapath_rowparameters1_other_reader_dat_r;
reg [4:0] datapath_datapath_rowparameters1_stage = 5'd0;
reg [4:0] datapath_datapath_rowparameters1_now0 = 5'd0;
reg [4:0] datapath_datapath_rowparameters1_now1 = 5'd0;
wire datapath_datapath_lookuprow1_we0;
wire [5:0] datapath_datapath_lookuprow1_memory28_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory28_dat_r0;
wire datapath_datapath_lookuprow1_memory28_we;
wire [11:0] datapath_datapath_lookuprow1_memory28_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory28_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory28_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read0;
reg signed [11:0] datapath_datapath_lookuprow1_entry0 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory29_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory29_dat_r0;
wire datapath_datapath_lookuprow1_memory29_we;
wire [11:0] datapath_datapath_lookuprow1_memory29_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory29_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory29_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read1;
reg signed [11:0] datapath_datapath_lookuprow1_entry1 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory30_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory30_dat_r0;
wire datapath_datapath_lookuprow1_memory30_we;
wire [11:0] datapath_datapath_lookuprow1_memory30_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory30_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory30_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read2;
reg signed [11:0] datapath_datapath_lookuprow1_entry2 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory31_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory31_dat_r0;
wire datapath_datapath_lookuprow1_memory31_we;
wire [11:0] datapath_datapath_lookuprow1_memory31_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory31_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory31_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read3;
reg signed [11:0] datapath_datapath_lookuprow1_entry3 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory32_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory32_dat_r0;
wire datapath_datapath_lookuprow1_memory32_we;
wire [11:0] datapath_datapath_lookuprow1_memory32_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory32_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory32_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read4;
reg signed [11:0] datapath_datapath_lookuprow1_entry4 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory33_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory33_dat_r0;
wire datapath_datapath_lookuprow1_memory33_we;
wire [11:0] datapath_datapath_lookuprow1_memory33_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory33_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory33_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read5;
reg signed [11:0] datapath_datapath_lookuprow1_entry5 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory34_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory34_dat_r0;
wire datapath_datapath_lookuprow1_memory34_we;
wire [11:0] datapath_datapath_lookuprow1_memory34_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory34_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory34_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read6;
reg signed [11:0] datapath_datapath_lookuprow1_entry6 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total0 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total1 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total2 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow1_total3 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow1_total4 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow1_total5 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow1_total6 = 15'sd0;
wire datapath_datapath_lookuprow1_we1;
wire [5:0] datapath_datapath_lookuprow1_memory35_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory35_dat_r0;
wire datapath_datapath_lookuprow1_memory35_we;
wire [11:0] datapath_datapath_lookuprow1_memory35_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory35_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory35_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read7;
reg signed [11:0] datapath_datapath_lookuprow1_entry7 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory36_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory36_dat_r0;
wire datapath_datapath_lookuprow1_memory36_we;
wire [11:0] datapath_datapath_lookuprow1_memory36_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory36_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory36_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read8;
reg signed [11:0] datapath_datapath_lookuprow1_entry8 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory37_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory37_dat_r0;
wire datapath_datapath_lookuprow1_memory37_we;
wire [11:0] datapath_datapath_lookuprow1_memory37_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory37_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory37_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read9;
reg signed [11:0] datapath_datapath_lookuprow1_entry9 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory38_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory38_dat_r0;
wire datapath_datapath_lookuprow1_memory38_we;
wire [11:0] datapath_datapath_lookuprow1_memory38_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory38_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory38_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read10;
reg signed [11:0] datapath_datapath_lookuprow1_entry10 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory39_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory39_dat_r0;
wire datapath_datapath_lookuprow1_memory39_we;
wire [11:0] datapath_datapath_lookuprow1_memory39_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory39_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory39_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read11;
reg signed [11:0] datapath_datapath_lookuprow1_entry11 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory40_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory40_dat_r0;
wire datapath_datapath_lookuprow1_memory40_we;
wire [11:0] datapath_datapath_lookuprow1_memory40_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory40_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory40_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read12;
reg signed [11:0] datapath_datapath_lookuprow1_entry12 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory41_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory41_dat_r0;
wire datapath_datapath_lookuprow1_memory41_we;
wire [11:0] datapath_datapath_lookuprow1_memory41_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory41_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory41_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read13;
reg signed [11:0] datapath_datapath_lookuprow1_entry13 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total7 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total8 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total9 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow1_total10 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow1_total11 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow1_total12 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow1_total13 = 15'sd0;
wire datapath_datapath_lookuprow1_we2;
wire [5:0] datapath_datapath_lookuprow1_memory42_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory42_dat_r0;
wire datapath_datapath_lookuprow1_memory42_we;
wire [11:0] datapath_datapath_lookuprow1_memory42_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory42_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory42_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read14;
reg signed [11:0] datapath_datapath_lookuprow1_entry14 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory43_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory43_dat_r0;
wire datapath_datapath_lookuprow1_memory43_we;
wire [11:0] datapath_datapath_lookuprow1_memory43_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory43_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory43_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read15;
reg signed [11:0] datapath_datapath_lookuprow1_entry15 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory44_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory44_dat_r0;
wire datapath_datapath_lookuprow1_memory44_we;
wire [11:0] datapath_datapath_lookuprow1_memory44_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory44_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory44_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read16;
reg signed [11:0] datapath_datapath_lookuprow1_entry16 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory45_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory45_dat_r0;
wire datapath_datapath_lookuprow1_memory45_we;
wire [11:0] datapath_datapath_lookuprow1_memory45_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory45_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory45_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read17;
reg signed [11:0] datapath_datapath_lookuprow1_entry17 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory46_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory46_dat_r0;
wire datapath_datapath_lookuprow1_memory46_we;
wire [11:0] datapath_datapath_lookuprow1_memory46_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory46_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory46_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read18;
reg signed [11:0] datapath_datapath_lookuprow1_entry18 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory47_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory47_dat_r0;
wire datapath_datapath_lookuprow1_memory47_we;
wire [11:0] datapath_datapath_lookuprow1_memory47_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory47_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory47_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read19;
reg signed [11:0] datapath_datapath_lookuprow1_entry19 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory48_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory48_dat_r0;
wire datapath_datapath_lookuprow1_memory48_we;
wire [11:0] datapath_datapath_lookuprow1_memory48_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory48_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory48_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read20;
reg signed [11:0] datapath_datapath_lookuprow1_entry20 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total14 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total15 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total16 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow1_total17 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow1_total18 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow1_total19 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow1_total20 = 15'sd0;
wire datapath_datapath_lookuprow1_we3;
wire [5:0] datapath_datapath_lookuprow1_memory49_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory49_dat_r0;
wire datapath_datapath_lookuprow1_memory49_we;
wire [11:0] datapath_datapath_lookuprow1_memory49_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory49_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory49_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read21;
reg signed [11:0] datapath_datapath_lookuprow1_entry21 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory50_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory50_dat_r0;
wire datapath_datapath_lookuprow1_memory50_we;
wire [11:0] datapath_datapath_lookuprow1_memory50_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory50_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory50_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read22;
reg signed [11:0] datapath_datapath_lookuprow1_entry22 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory51_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory51_dat_r0;
wire datapath_datapath_lookuprow1_memory51_we;
wire [11:0] datapath_datapath_lookuprow1_memory51_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory51_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory51_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read23;
reg signed [11:0] datapath_datapath_lookuprow1_entry23 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory52_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory52_dat_r0;
wire datapath_datapath_lookuprow1_memory52_we;
wire [11:0] datapath_datapath_lookuprow1_memory52_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory52_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory52_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read24;
reg signed [11:0] datapath_datapath_lookuprow1_entry24 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory53_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory53_dat_r0;
wire datapath_datapath_lookuprow1_memory53_we;
wire [11:0] datapath_datapath_lookuprow1_memory53_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory53_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory53_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read25;
reg signed [11:0] datapath_datapath_lookuprow1_entry25 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory54_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory54_dat_r0;
wire datapath_datapath_lookuprow1_memory54_we;
wire [11:0] datapath_datapath_lookuprow1_memory54_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory54_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory54_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read26;
reg signed [11:0] datapath_datapath_lookuprow1_entry26 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow1_memory55_adr0;
wire [11:0] datapath_datapath_lookuprow1_memory55_dat_r0;
wire datapath_datapath_lookuprow1_memory55_we;
wire [11:0] datapath_datapath_lookuprow1_memory55_dat_w;
wire [5:0] datapath_datapath_lookuprow1_memory55_adr1;
wire [11:0] datapath_datapath_lookuprow1_memory55_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow1_read27;
reg signed [11:0] datapath_datapath_lookuprow1_entry27 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total21 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total22 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow1_total23 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow1_total24 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow1_total25 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow1_total26 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow1_total27 = 15'sd0;
reg signed [31:0] datapath_datapath_rowepilogue1_result = 32'sd0;
reg signed [22:0] datapath_datapath_rowepilogue1_combined0 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue1_keep0 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue1_lower0;
wire signed [15:0] datapath_datapath_rowepilogue1_upper0;
reg signed [22:0] datapath_datapath_rowepilogue1_combined1 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue1_keep1 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue1_lower1;
wire signed [15:0] datapath_datapath_rowepilogue1_upper1;
reg signed [22:0] datapath_datapath_rowepilogue1_combined2 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue1_keep2 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue1_lower2;
wire signed [15:0] datapath_datapath_rowepilogue1_upper2;
reg signed [22:0] datapath_datapath_rowepilogue1_combined3 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue1_keep3 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue1_lower3;
wire signed [15:0] datapath_datapath_rowepilogue1_upper3;
reg [3:0] datapath_datapath_rowepilogue1_mine = 4'd0;
reg signed [25:0] datapath_datapath_rowepilogue1_pairs0 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue1_pairs1 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue1_totals0 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue1_totals1 = 26'sd0;
wire signed [26:0] datapath_datapath_rowepilogue1_difference0;
reg signed [26:0] datapath_datapath_rowepilogue1_enabled0 = 27'sd0;
reg signed [26:0] datapath_datapath_rowepilogue1_self0 = 27'sd0;
reg signed [17:0] datapath_datapath_rowepilogue1_fine0 = 18'sd0;
reg signed [33:0] datapath_datapath_rowepilogue1_keep4 = 34'sd0;
reg signed [33:0] datapath_datapath_rowepilogue1_multiplier2_product = 34'sd0;
reg signed [17:0] datapath_datapath_rowepilogue1_multiplier2_operands0 = 18'sd0;
reg signed [15:0] datapath_datapath_rowepilogue1_multiplier2_operands1 = 16'sd0;
wire signed [26:0] datapath_datapath_rowepilogue1_difference1;
reg signed [26:0] datapath_datapath_rowepilogue1_enabled1 = 27'sd0;
reg signed [26:0] datapath_datapath_rowepilogue1_self1 = 27'sd0;
reg signed [17:0] datapath_datapath_rowepilogue1_fine1 = 18'sd0;
reg signed [33:0] datapath_datapath_rowepilogue1_keep5 = 34'sd0;
reg signed [33:0] datapath_datapath_rowepilogue1_multiplier3_product = 34'sd0;
reg signed [17:0] datapath_datapath_rowepilogue1_multiplier3_operands0 = 18'sd0;
reg signed [15:0] datapath_datapath_rowepilogue1_multiplier3_operands1 = 16'sd0;
reg signed [34:0] datapath_datapath_rowepilogue1_both = 35'sd0;
reg signed [37:0] datapath_datapath_rowepilogue1_summed = 38'sd0;
reg signed [31:0] datapath_datapath_rowepilogue1_new = 32'sd0;
wire datapath_datapath_rowepilogue1_write;
wire [9:0] datapath_datapath_rowepilogue1_old_reader_adr;
wire [31:0] datapath_datapath_rowepilogue1_old_reader_dat_r;
wire [9:0] datapath_datapath_rowepilogue1_old_writer_adr;
wire [31:0] datapath_datapath_rowepilogue1_old_writer_dat_r;
wire datapath_datapath_rowepilogue1_old_writer_we;
wire [31:0] datapath_datapath_rowepilogue1_old_writer_dat_w;
wire [9:0] datapath_datapath_rowepilogue1_ready_reader_adr;
wire [31:0] datapath_datapath_rowepilogue1_ready_reader_dat_r;
wire [9:0] datapath_datapath_rowepilogue1_ready_writer_adr;
wire [31:0] datapath_datapath_rowepilogue1_ready_writer_dat_r;
wire datapath_datapath_rowepilogue1_ready_writer_we;
wire [31:0] datapath_datapath_rowepilogue1_ready_writer_dat_w;
reg [31:0] datapath_datapath_rowepilogue1_stage = 32'd0;
reg datapath_datapath_row_enable2 = 1'd0;
reg datapath_datapath_adder_enable6 = 1'd0;
reg datapath_datapath_adder_enable7 = 1'd0;
reg datapath_datapath_adder_enable8 = 1'd0;
reg datapath_datapath_rowparameters2_two = 1'd0;
reg signed [26:0] datapath_datapath_rowparameters2_subtract0 = 27'sd0;
reg signed [26:0] datapath_datapath_rowparameters2_subtract1 = 27'sd0;
wire [1:0] datapath_datapath_rowparameters2_coarse0;
wire [1:0] datapath_datapath_rowparameters2_coarse1;
reg [2:0] datapath_datapath_rowparameters2_fine0 = 3'd0;
reg [2:0] datapath_datapath_rowparameters2_fine1 = 3'd0;
wire [3:0] datapath_datapath_rowparameters2_first_writer_adr;
wire [31:0] datapath_datapath_rowparameters2_first_writer_dat_r;
wire datapath_datapath_rowparameters2_first_writer_we;
wire [31:0] datapath_datapath_rowparameters2_first_writer_dat_w;
wire [3:0] datapath_datapath_rowparameters2_first_reader_adr;
wire [31:0] datapath_datapath_rowparameters2_first_reader_dat_r;
wire [3:0] datapath_datapath_rowparameters2_other_writer_adr;
wire [26:0] datapath_datapath_rowparameters2_other_writer_dat_r;
wire datapath_datapath_rowparameters2_other_writer_we;
wire [26:0] datapath_datapath_rowparameters2_other_writer_dat_w;
wire [3:0] datapath_datapath_rowparameters2_other_reader_adr;
wire [26:0] datapath_datapath_rowparameters2_other_reader_dat_r;
reg [4:0] datapath_datapath_rowparameters2_stage = 5'd0;
reg [4:0] datapath_datapath_rowparameters2_now0 = 5'd0;
reg [4:0] datapath_datapath_rowparameters2_now1 = 5'd0;
wire datapath_datapath_lookuprow2_we0;
wire [5:0] datapath_datapath_lookuprow2_memory56_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory56_dat_r0;
wire datapath_datapath_lookuprow2_memory56_we;
wire [11:0] datapath_datapath_lookuprow2_memory56_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory56_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory56_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read0;
reg signed [11:0] datapath_datapath_lookuprow2_entry0 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory57_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory57_dat_r0;
wire datapath_datapath_lookuprow2_memory57_we;
wire [11:0] datapath_datapath_lookuprow2_memory57_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory57_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory57_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read1;
reg signed [11:0] datapath_datapath_lookuprow2_entry1 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory58_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory58_dat_r0;
wire datapath_datapath_lookuprow2_memory58_we;
wire [11:0] datapath_datapath_lookuprow2_memory58_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory58_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory58_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read2;
reg signed [11:0] datapath_datapath_lookuprow2_entry2 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory59_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory59_dat_r0;
wire datapath_datapath_lookuprow2_memory59_we;
wire [11:0] datapath_datapath_lookuprow2_memory59_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory59_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory59_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read3;
reg signed [11:0] datapath_datapath_lookuprow2_entry3 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory60_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory60_dat_r0;
wire datapath_datapath_lookuprow2_memory60_we;
wire [11:0] datapath_datapath_lookuprow2_memory60_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory60_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory60_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read4;
reg signed [11:0] datapath_datapath_lookuprow2_entry4 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory61_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory61_dat_r0;
wire datapath_datapath_lookuprow2_memory61_we;
wire [11:0] datapath_datapath_lookuprow2_memory61_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory61_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory61_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read5;
reg signed [11:0] datapath_datapath_lookuprow2_entry5 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory62_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory62_dat_r0;
wire datapath_datapath_lookuprow2_memory62_we;
wire [11:0] datapath_datapath_lookuprow2_memory62_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory62_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory62_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read6;
reg signed [11:0] datapath_datapath_lookuprow2_entry6 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total0 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total1 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total2 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow2_total3 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow2_total4 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow2_total5 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow2_total6 = 15'sd0;
wire datapath_datapath_lookuprow2_we1;
wire [5:0] datapath_datapath_lookuprow2_memory63_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory63_dat_r0;
wire datapath_datapath_lookuprow2_memory63_we;
wire [11:0] datapath_datapath_lookuprow2_memory63_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory63_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory63_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read7;
reg signed [11:0] datapath_datapath_lookuprow2_entry7 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory64_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory64_dat_r0;
wire datapath_datapath_lookuprow2_memory64_we;
wire [11:0] datapath_datapath_lookuprow2_memory64_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory64_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory64_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read8;
reg signed [11:0] datapath_datapath_lookuprow2_entry8 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory65_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory65_dat_r0;
wire datapath_datapath_lookuprow2_memory65_we;
wire [11:0] datapath_datapath_lookuprow2_memory65_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory65_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory65_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read9;
reg signed [11:0] datapath_datapath_lookuprow2_entry9 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory66_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory66_dat_r0;
wire datapath_datapath_lookuprow2_memory66_we;
wire [11:0] datapath_datapath_lookuprow2_memory66_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory66_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory66_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read10;
reg signed [11:0] datapath_datapath_lookuprow2_entry10 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory67_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory67_dat_r0;
wire datapath_datapath_lookuprow2_memory67_we;
wire [11:0] datapath_datapath_lookuprow2_memory67_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory67_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory67_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read11;
reg signed [11:0] datapath_datapath_lookuprow2_entry11 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory68_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory68_dat_r0;
wire datapath_datapath_lookuprow2_memory68_we;
wire [11:0] datapath_datapath_lookuprow2_memory68_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory68_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory68_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read12;
reg signed [11:0] datapath_datapath_lookuprow2_entry12 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory69_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory69_dat_r0;
wire datapath_datapath_lookuprow2_memory69_we;
wire [11:0] datapath_datapath_lookuprow2_memory69_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory69_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory69_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read13;
reg signed [11:0] datapath_datapath_lookuprow2_entry13 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total7 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total8 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total9 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow2_total10 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow2_total11 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow2_total12 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow2_total13 = 15'sd0;
wire datapath_datapath_lookuprow2_we2;
wire [5:0] datapath_datapath_lookuprow2_memory70_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory70_dat_r0;
wire datapath_datapath_lookuprow2_memory70_we;
wire [11:0] datapath_datapath_lookuprow2_memory70_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory70_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory70_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read14;
reg signed [11:0] datapath_datapath_lookuprow2_entry14 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory71_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory71_dat_r0;
wire datapath_datapath_lookuprow2_memory71_we;
wire [11:0] datapath_datapath_lookuprow2_memory71_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory71_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory71_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read15;
reg signed [11:0] datapath_datapath_lookuprow2_entry15 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory72_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory72_dat_r0;
wire datapath_datapath_lookuprow2_memory72_we;
wire [11:0] datapath_datapath_lookuprow2_memory72_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory72_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory72_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read16;
reg signed [11:0] datapath_datapath_lookuprow2_entry16 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory73_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory73_dat_r0;
wire datapath_datapath_lookuprow2_memory73_we;
wire [11:0] datapath_datapath_lookuprow2_memory73_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory73_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory73_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read17;
reg signed [11:0] datapath_datapath_lookuprow2_entry17 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory74_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory74_dat_r0;
wire datapath_datapath_lookuprow2_memory74_we;
wire [11:0] datapath_datapath_lookuprow2_memory74_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory74_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory74_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read18;
reg signed [11:0] datapath_datapath_lookuprow2_entry18 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory75_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory75_dat_r0;
wire datapath_datapath_lookuprow2_memory75_we;
wire [11:0] datapath_datapath_lookuprow2_memory75_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory75_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory75_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read19;
reg signed [11:0] datapath_datapath_lookuprow2_entry19 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory76_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory76_dat_r0;
wire datapath_datapath_lookuprow2_memory76_we;
wire [11:0] datapath_datapath_lookuprow2_memory76_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory76_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory76_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read20;
reg signed [11:0] datapath_datapath_lookuprow2_entry20 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total14 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total15 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total16 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow2_total17 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow2_total18 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow2_total19 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow2_total20 = 15'sd0;
wire datapath_datapath_lookuprow2_we3;
wire [5:0] datapath_datapath_lookuprow2_memory77_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory77_dat_r0;
wire datapath_datapath_lookuprow2_memory77_we;
wire [11:0] datapath_datapath_lookuprow2_memory77_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory77_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory77_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read21;
reg signed [11:0] datapath_datapath_lookuprow2_entry21 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory78_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory78_dat_r0;
wire datapath_datapath_lookuprow2_memory78_we;
wire [11:0] datapath_datapath_lookuprow2_memory78_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory78_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory78_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read22;
reg signed [11:0] datapath_datapath_lookuprow2_entry22 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory79_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory79_dat_r0;
wire datapath_datapath_lookuprow2_memory79_we;
wire [11:0] datapath_datapath_lookuprow2_memory79_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory79_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory79_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read23;
reg signed [11:0] datapath_datapath_lookuprow2_entry23 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory80_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory80_dat_r0;
wire datapath_datapath_lookuprow2_memory80_we;
wire [11:0] datapath_datapath_lookuprow2_memory80_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory80_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory80_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read24;
reg signed [11:0] datapath_datapath_lookuprow2_entry24 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory81_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory81_dat_r0;
wire datapath_datapath_lookuprow2_memory81_we;
wire [11:0] datapath_datapath_lookuprow2_memory81_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory81_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory81_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read25;
reg signed [11:0] datapath_datapath_lookuprow2_entry25 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory82_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory82_dat_r0;
wire datapath_datapath_lookuprow2_memory82_we;
wire [11:0] datapath_datapath_lookuprow2_memory82_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory82_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory82_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read26;
reg signed [11:0] datapath_datapath_lookuprow2_entry26 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow2_memory83_adr0;
wire [11:0] datapath_datapath_lookuprow2_memory83_dat_r0;
wire datapath_datapath_lookuprow2_memory83_we;
wire [11:0] datapath_datapath_lookuprow2_memory83_dat_w;
wire [5:0] datapath_datapath_lookuprow2_memory83_adr1;
wire [11:0] datapath_datapath_lookuprow2_memory83_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow2_read27;
reg signed [11:0] datapath_datapath_lookuprow2_entry27 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total21 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total22 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow2_total23 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow2_total24 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow2_total25 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow2_total26 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow2_total27 = 15'sd0;
reg signed [31:0] datapath_datapath_rowepilogue2_result = 32'sd0;
reg signed [22:0] datapath_datapath_rowepilogue2_combined0 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue2_keep0 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue2_lower0;
wire signed [15:0] datapath_datapath_rowepilogue2_upper0;
reg signed [22:0] datapath_datapath_rowepilogue2_combined1 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue2_keep1 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue2_lower1;
wire signed [15:0] datapath_datapath_rowepilogue2_upper1;
reg signed [22:0] datapath_datapath_rowepilogue2_combined2 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue2_keep2 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue2_lower2;
wire signed [15:0] datapath_datapath_rowepilogue2_upper2;
reg signed [22:0] datapath_datapath_rowepilogue2_combined3 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue2_keep3 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue2_lower3;
wire signed [15:0] datapath_datapath_rowepilogue2_upper3;
reg [3:0] datapath_datapath_rowepilogue2_mine = 4'd0;
reg signed [25:0] datapath_datapath_rowepilogue2_pairs0 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue2_pairs1 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue2_totals0 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue2_totals1 = 26'sd0;
wire signed [26:0] datapath_datapath_rowepilogue2_difference0;
reg signed [26:0] datapath_datapath_rowepilogue2_enabled0 = 27'sd0;
reg signed [26:0] datapath_datapath_rowepilogue2_self0 = 27'sd0;
reg signed [17:0] datapath_datapath_rowepilogue2_fine0 = 18'sd0;
reg signed [33:0] datapath_datapath_rowepilogue2_keep4 = 34'sd0;
reg signed [33:0] datapath_datapath_rowepilogue2_multiplier4_product = 34'sd0;
reg signed [17:0] datapath_datapath_rowepilogue2_multiplier4_operands0 = 18'sd0;
reg signed [15:0] datapath_datapath_rowepilogue2_multiplier4_operands1 = 16'sd0;
wire signed [26:0] datapath_datapath_rowepilogue2_difference1;
reg signed [26:0] datapath_datapath_rowepilogue2_enabled1 = 27'sd0;
reg signed [26:0] datapath_datapath_rowepilogue2_self1 = 27'sd0;
reg signed [17:0] datapath_datapath_rowepilogue2_fine1 = 18'sd0;
reg signed [33:0] datapath_datapath_rowepilogue2_keep5 = 34'sd0;
reg signed [33:0] datapath_datapath_rowepilogue2_multiplier5_product = 34'sd0;
reg signed [17:0] datapath_datapath_rowepilogue2_multiplier5_operands0 = 18'sd0;
reg signed [15:0] datapath_datapath_rowepilogue2_multiplier5_operands1 = 16'sd0;
reg signed [34:0] datapath_datapath_rowepilogue2_both = 35'sd0;
reg signed [37:0] datapath_datapath_rowepilogue2_summed = 38'sd0;
reg signed [31:0] datapath_datapath_rowepilogue2_new = 32'sd0;
wire datapath_datapath_rowepilogue2_write;
wire [9:0] datapath_datapath_rowepilogue2_old_reader_adr;
wire [31:0] datapath_datapath_rowepilogue2_old_reader_dat_r;
wire [9:0] datapath_datapath_rowepilogue2_old_writer_adr;
wire [31:0] datapath_datapath_rowepilogue2_old_writer_dat_r;
wire datapath_datapath_rowepilogue2_old_writer_we;
wire [31:0] datapath_datapath_rowepilogue2_old_writer_dat_w;
wire [9:0] datapath_datapath_rowepilogue2_ready_reader_adr;
wire [31:0] datapath_datapath_rowepilogue2_ready_reader_dat_r;
wire [9:0] datapath_datapath_rowepilogue2_ready_writer_adr;
wire [31:0] datapath_datapath_rowepilogue2_ready_writer_dat_r;
wire datapath_datapath_rowepilogue2_ready_writer_we;
wire [31:0] datapath_datapath_rowepilogue2_ready_writer_dat_w;
reg [31:0] datapath_datapath_rowepilogue2_stage = 32'd0;
reg datapath_datapath_row_enable3 = 1'd0;
reg datapath_datapath_adder_enable9 = 1'd0;
reg datapath_datapath_adder_enable10 = 1'd0;
reg datapath_datapath_adder_enable11 = 1'd0;
reg datapath_datapath_rowparameters3_two = 1'd0;
reg signed [26:0] datapath_datapath_rowparameters3_subtract0 = 27'sd0;
reg signed [26:0] datapath_datapath_rowparameters3_subtract1 = 27'sd0;
wire [1:0] datapath_datapath_rowparameters3_coarse0;
wire [1:0] datapath_datapath_rowparameters3_coarse1;
reg [2:0] datapath_datapath_rowparameters3_fine0 = 3'd0;
reg [2:0] datapath_datapath_rowparameters3_fine1 = 3'd0;
wire [3:0] datapath_datapath_rowparameters3_first_writer_adr;
wire [31:0] datapath_datapath_rowparameters3_first_writer_dat_r;
wire datapath_datapath_rowparameters3_first_writer_we;
wire [31:0] datapath_datapath_rowparameters3_first_writer_dat_w;
wire [3:0] datapath_datapath_rowparameters3_first_reader_adr;
wire [31:0] datapath_datapath_rowparameters3_first_reader_dat_r;
wire [3:0] datapath_datapath_rowparameters3_other_writer_adr;
wire [26:0] datapath_datapath_rowparameters3_other_writer_dat_r;
wire datapath_datapath_rowparameters3_other_writer_we;
wire [26:0] datapath_datapath_rowparameters3_other_writer_dat_w;
wire [3:0] datapath_datapath_rowparameters3_other_reader_adr;
wire [26:0] datapath_datapath_rowparameters3_other_reader_dat_r;
reg [4:0] datapath_datapath_rowparameters3_stage = 5'd0;
reg [4:0] datapath_datapath_rowparameters3_now0 = 5'd0;
reg [4:0] datapath_datapath_rowparameters3_now1 = 5'd0;
wire datapath_datapath_lookuprow3_we0;
wire [5:0] datapath_datapath_lookuprow3_memory84_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory84_dat_r0;
wire datapath_datapath_lookuprow3_memory84_we;
wire [11:0] datapath_datapath_lookuprow3_memory84_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory84_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory84_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read0;
reg signed [11:0] datapath_datapath_lookuprow3_entry0 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory85_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory85_dat_r0;
wire datapath_datapath_lookuprow3_memory85_we;
wire [11:0] datapath_datapath_lookuprow3_memory85_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory85_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory85_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read1;
reg signed [11:0] datapath_datapath_lookuprow3_entry1 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory86_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory86_dat_r0;
wire datapath_datapath_lookuprow3_memory86_we;
wire [11:0] datapath_datapath_lookuprow3_memory86_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory86_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory86_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read2;
reg signed [11:0] datapath_datapath_lookuprow3_entry2 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory87_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory87_dat_r0;
wire datapath_datapath_lookuprow3_memory87_we;
wire [11:0] datapath_datapath_lookuprow3_memory87_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory87_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory87_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read3;
reg signed [11:0] datapath_datapath_lookuprow3_entry3 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory88_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory88_dat_r0;
wire datapath_datapath_lookuprow3_memory88_we;
wire [11:0] datapath_datapath_lookuprow3_memory88_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory88_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory88_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read4;
reg signed [11:0] datapath_datapath_lookuprow3_entry4 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory89_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory89_dat_r0;
wire datapath_datapath_lookuprow3_memory89_we;
wire [11:0] datapath_datapath_lookuprow3_memory89_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory89_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory89_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read5;
reg signed [11:0] datapath_datapath_lookuprow3_entry5 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory90_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory90_dat_r0;
wire datapath_datapath_lookuprow3_memory90_we;
wire [11:0] datapath_datapath_lookuprow3_memory90_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory90_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory90_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read6;
reg signed [11:0] datapath_datapath_lookuprow3_entry6 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total0 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total1 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total2 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow3_total3 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow3_total4 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow3_total5 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow3_total6 = 15'sd0;
wire datapath_datapath_lookuprow3_we1;
wire [5:0] datapath_datapath_lookuprow3_memory91_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory91_dat_r0;
wire datapath_datapath_lookuprow3_memory91_we;
wire [11:0] datapath_datapath_lookuprow3_memory91_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory91_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory91_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read7;
reg signed [11:0] datapath_datapath_lookuprow3_entry7 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory92_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory92_dat_r0;
wire datapath_datapath_lookuprow3_memory92_we;
wire [11:0] datapath_datapath_lookuprow3_memory92_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory92_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory92_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read8;
reg signed [11:0] datapath_datapath_lookuprow3_entry8 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory93_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory93_dat_r0;
wire datapath_datapath_lookuprow3_memory93_we;
wire [11:0] datapath_datapath_lookuprow3_memory93_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory93_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory93_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read9;
reg signed [11:0] datapath_datapath_lookuprow3_entry9 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory94_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory94_dat_r0;
wire datapath_datapath_lookuprow3_memory94_we;
wire [11:0] datapath_datapath_lookuprow3_memory94_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory94_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory94_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read10;
reg signed [11:0] datapath_datapath_lookuprow3_entry10 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory95_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory95_dat_r0;
wire datapath_datapath_lookuprow3_memory95_we;
wire [11:0] datapath_datapath_lookuprow3_memory95_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory95_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory95_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read11;
reg signed [11:0] datapath_datapath_lookuprow3_entry11 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory96_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory96_dat_r0;
wire datapath_datapath_lookuprow3_memory96_we;
wire [11:0] datapath_datapath_lookuprow3_memory96_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory96_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory96_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read12;
reg signed [11:0] datapath_datapath_lookuprow3_entry12 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory97_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory97_dat_r0;
wire datapath_datapath_lookuprow3_memory97_we;
wire [11:0] datapath_datapath_lookuprow3_memory97_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory97_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory97_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read13;
reg signed [11:0] datapath_datapath_lookuprow3_entry13 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total7 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total8 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total9 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow3_total10 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow3_total11 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow3_total12 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow3_total13 = 15'sd0;
wire datapath_datapath_lookuprow3_we2;
wire [5:0] datapath_datapath_lookuprow3_memory98_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory98_dat_r0;
wire datapath_datapath_lookuprow3_memory98_we;
wire [11:0] datapath_datapath_lookuprow3_memory98_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory98_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory98_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read14;
reg signed [11:0] datapath_datapath_lookuprow3_entry14 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory99_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory99_dat_r0;
wire datapath_datapath_lookuprow3_memory99_we;
wire [11:0] datapath_datapath_lookuprow3_memory99_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory99_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory99_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read15;
reg signed [11:0] datapath_datapath_lookuprow3_entry15 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory100_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory100_dat_r0;
wire datapath_datapath_lookuprow3_memory100_we;
wire [11:0] datapath_datapath_lookuprow3_memory100_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory100_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory100_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read16;
reg signed [11:0] datapath_datapath_lookuprow3_entry16 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory101_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory101_dat_r0;
wire datapath_datapath_lookuprow3_memory101_we;
wire [11:0] datapath_datapath_lookuprow3_memory101_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory101_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory101_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read17;
reg signed [11:0] datapath_datapath_lookuprow3_entry17 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory102_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory102_dat_r0;
wire datapath_datapath_lookuprow3_memory102_we;
wire [11:0] datapath_datapath_lookuprow3_memory102_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory102_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory102_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read18;
reg signed [11:0] datapath_datapath_lookuprow3_entry18 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory103_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory103_dat_r0;
wire datapath_datapath_lookuprow3_memory103_we;
wire [11:0] datapath_datapath_lookuprow3_memory103_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory103_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory103_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read19;
reg signed [11:0] datapath_datapath_lookuprow3_entry19 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory104_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory104_dat_r0;
wire datapath_datapath_lookuprow3_memory104_we;
wire [11:0] datapath_datapath_lookuprow3_memory104_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory104_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory104_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read20;
reg signed [11:0] datapath_datapath_lookuprow3_entry20 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total14 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total15 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total16 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow3_total17 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow3_total18 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow3_total19 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow3_total20 = 15'sd0;
wire datapath_datapath_lookuprow3_we3;
wire [5:0] datapath_datapath_lookuprow3_memory105_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory105_dat_r0;
wire datapath_datapath_lookuprow3_memory105_we;
wire [11:0] datapath_datapath_lookuprow3_memory105_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory105_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory105_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read21;
reg signed [11:0] datapath_datapath_lookuprow3_entry21 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory106_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory106_dat_r0;
wire datapath_datapath_lookuprow3_memory106_we;
wire [11:0] datapath_datapath_lookuprow3_memory106_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory106_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory106_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read22;
reg signed [11:0] datapath_datapath_lookuprow3_entry22 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory107_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory107_dat_r0;
wire datapath_datapath_lookuprow3_memory107_we;
wire [11:0] datapath_datapath_lookuprow3_memory107_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory107_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory107_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read23;
reg signed [11:0] datapath_datapath_lookuprow3_entry23 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory108_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory108_dat_r0;
wire datapath_datapath_lookuprow3_memory108_we;
wire [11:0] datapath_datapath_lookuprow3_memory108_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory108_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory108_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read24;
reg signed [11:0] datapath_datapath_lookuprow3_entry24 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory109_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory109_dat_r0;
wire datapath_datapath_lookuprow3_memory109_we;
wire [11:0] datapath_datapath_lookuprow3_memory109_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory109_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory109_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read25;
reg signed [11:0] datapath_datapath_lookuprow3_entry25 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory110_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory110_dat_r0;
wire datapath_datapath_lookuprow3_memory110_we;
wire [11:0] datapath_datapath_lookuprow3_memory110_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory110_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory110_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read26;
reg signed [11:0] datapath_datapath_lookuprow3_entry26 = 12'sd0;
wire [5:0] datapath_datapath_lookuprow3_memory111_adr0;
wire [11:0] datapath_datapath_lookuprow3_memory111_dat_r0;
wire datapath_datapath_lookuprow3_memory111_we;
wire [11:0] datapath_datapath_lookuprow3_memory111_dat_w;
wire [5:0] datapath_datapath_lookuprow3_memory111_adr1;
wire [11:0] datapath_datapath_lookuprow3_memory111_dat_r1;
wire signed [11:0] datapath_datapath_lookuprow3_read27;
reg signed [11:0] datapath_datapath_lookuprow3_entry27 = 12'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total21 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total22 = 13'sd0;
reg signed [12:0] datapath_datapath_lookuprow3_total23 = 13'sd0;
reg signed [11:0] datapath_datapath_lookuprow3_total24 = 12'sd0;
reg signed [13:0] datapath_datapath_lookuprow3_total25 = 14'sd0;
reg signed [13:0] datapath_datapath_lookuprow3_total26 = 14'sd0;
reg signed [14:0] datapath_datapath_lookuprow3_total27 = 15'sd0;
reg signed [31:0] datapath_datapath_rowepilogue3_result = 32'sd0;
reg signed [22:0] datapath_datapath_rowepilogue3_combined0 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue3_keep0 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue3_lower0;
wire signed [15:0] datapath_datapath_rowepilogue3_upper0;
reg signed [22:0] datapath_datapath_rowepilogue3_combined1 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue3_keep1 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue3_lower1;
wire signed [15:0] datapath_datapath_rowepilogue3_upper1;
reg signed [22:0] datapath_datapath_rowepilogue3_combined2 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue3_keep2 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue3_lower2;
wire signed [15:0] datapath_datapath_rowepilogue3_upper2;
reg signed [22:0] datapath_datapath_rowepilogue3_combined3 = 23'sd0;
reg signed [22:0] datapath_datapath_rowepilogue3_keep3 = 23'sd0;
wire [6:0] datapath_datapath_rowepilogue3_lower3;
wire signed [15:0] datapath_datapath_rowepilogue3_upper3;
reg [3:0] datapath_datapath_rowepilogue3_mine = 4'd0;
reg signed [25:0] datapath_datapath_rowepilogue3_pairs0 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue3_pairs1 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue3_totals0 = 26'sd0;
reg signed [25:0] datapath_datapath_rowepilogue3_totals1 = 26'sd0;
wire signed [26:0] datapath_datapath_rowepilogue3_difference0;
reg signed [26:0] datapath_datapath_rowepilogue3_enabled0 = 27'sd0;
reg signed [26:0] datapath_datapath_rowepilogue3_self0 = 27'sd0;
reg signed [17:0] datapath_datapath_rowepilogue3_fine0 = 18'sd0;
reg signed [33:0] datapath_datapath_rowepilogue3_keep4 = 34'sd0;
reg signed [33:0] datapath_datapath_rowepilogue3_multiplier6_product = 34'sd0;
reg signed [17:0] datapath_datapath_rowepilogue3_multiplier6_operands0 = 18'sd0;
reg signed [15:0] datapath_datapath_rowepilogue3_multiplier6_operands1 = 16'sd0;
wire signed [26:0] datapath_datapath_rowepilogue3_difference1;
reg signed [26:0] datapath_datapath_rowepilogue3_enabled1 = 27'sd0;
reg signed [26:0] datapath_datapath_rowepilogue3_self1 = 27'sd0;
reg signed [17:0] datapath_datapath_rowepilogue3_fine1 = 18'sd0;
reg signed [33:0] datapath_datapath_rowepilogue3_keep5 = 34'sd0;
reg signed [33:0] datapath_datapath_rowepilogue3_multiplier7_product = 34'sd0;
reg signed [17:0] datapath_datapath_rowepilogue3_multiplier7_operands0 = 18'sd0;
reg signed [15:0] datapath_datapath_rowepilogue3_multiplier7_operands1 = 16'sd0;
reg signed [34:0] datapath_datapath_rowepilogue3_both = 35'sd0;
reg signed [37:0] datapath_datapath_rowepilogue3_summed = 38'sd0;
reg signed [31:0] datapath_datapath_rowepilogue3_new = 32'sd0;
wire datapath_datapath_rowepilogue3_write;
wire [9:0] datapath_datapath_rowepilogue3_old_reader_adr;
wire [31:0] datapath_datapath_rowepilogue3_old_reader_dat_r;
wire [9:0] datapath_datapath_rowepilogue3_old_writer_adr;
wire [31:0] datapath_datapath_rowepilogue3_old_writer_dat_r;
wire datapath_datapath_rowepilogue3_old_writer_we;
wire [31:0] datapath_datapath_rowepilogue3_old_writer_dat_w;
wire [9:0] datapath_datapath_rowepilogue3_ready_reader_adr;
wire [31:0] datapath_datapath_rowepilogue3_ready_reader_dat_r;
wire [9:0] datapath_datapath_rowepilogue3_ready_writer_adr;
wire [31:0] datapath_datapath_rowepilogue3_ready_writer_dat_r;
wire datapath_datapath_rowepilogue3_ready_writer_we;
wire [31:0] datapath_datapath_rowepilogue3_ready_writer_dat_w;
reg [31:0] datapath_datapath_rowepilogue3_stage = 32'd0;
wire datapath_datapath_drain_start;
wire [23:0] datapath_datapath_drain_columns;
wire [7:0] datapath_datapath_drain_rows0;
wire datapath_datapath_drain_written;
reg [9:0] datapath_datapath_drain_place = 10'd0;
wire datapath_datapath_drain_taken;
wire datapath_datapath_drain_busy;
reg datapath_datapath_drain_source_valid = 1'd0;
wire datapath_datapath_drain_source_ready;
reg datapath_datapath_drain_source_first = 1'd0;
reg datapath_datapath_drain_source_last = 1'd0;
wire [127:0] datapath_datapath_drain_source_payload_data;
wire datapath_datapath_drain_hold0;
wire datapath_datapath_drain_index;
reg datapath_datapath_drain_quad = 1'd0;
reg datapath_datapath_drain_group = 1'd0;
wire datapath_datapath_drain;
wire datapath_datapath_drain_last_group;
reg datapath_datapath_drain_active = 1'd0;
reg datapath_datapath_drain_padding = 1'd0;
wire datapath_datapath_drain_step0;
reg [7:0] datapath_datapath_drain_rows1 = 8'd0;
wire datapath_datapath_drain_ends0;
reg [1:0] datapath_datapath_drain_parts = 2'd0;
wire [1:0] datapath_datapath_drain_more;
reg datapath_datapath_drain_some = 1'd0;
reg datapath_datapath_drain_hold1 = 1'd0;
wire [23:0] datapath_datapath_drain_count;
wire datapath_datapath_drain_begin;
wire datapath_datapath_drain_step1;
reg datapath_datapath_drain_first = 1'd0;
reg datapath_datapath_drain_last = 1'd0;
reg [23:0] datapath_datapath_drain_left = 24'd0;
wire datapath_datapath_drain_ends1;
reg [23:0] datapath_datapath_drain_others = 24'd0;
reg datapath_datapath_drain_single = 1'd0;
reg [10:0] datapath_datapath_drain_stored = 11'd0;
reg [1:0] datapath_datapath_drain_reading = 2'd0;
reg [1:0] datapath_datapath_drain_full = 2'd0;
reg datapath_datapath_drain_stage0 = 1'd0;
reg datapath_datapath_drain_stage1 = 1'd0;
reg [127:0] datapath_datapath_drain_word = 128'd0;
reg datapath_reset = 1'd0;
wire [31:0] watchdog_period;
wire watchdog_feed;
wire watchdog_busy;
reg watchdog_expired = 1'd0;
reg [31:0] watchdog_left = 32'd0;
reg watchdog_used = 1'd0;
wire stray;
reg length0 = 1'd0;
reg length1 = 1'd0;
reg length2 = 1'd0;
wire control_doorbell;
wire [31:0] control_program;
wire [15:0] control_count;
wire control_abort;
wire control_busy;
reg control_done = 1'd0;
reg [7:0] control_code = 8'd0;
reg [15:0] control_completed0 = 16'd0;
reg control_begin;
reg control_read;
wire control_run;
reg control_start0 = 1'd0;
reg control_flush0 = 1'd0;
wire control_loaded0;
wire control_quiet0;
wire control_start1;
wire control_halt;
wire control_flush1;
wire control_streamed;
wire control_computed;
wire control_stored0;
reg control_weights = 1'd0;
reg control_compute = 1'd0;
reg control_store = 1'd0;
reg control_completed1 = 1'd0;
reg control_loading = 1'd0;
reg control_asked = 1'd0;
wire control_empty;
wire control_oldest0;
wire control_oldest1;
wire control_oldest2;
reg control_computing = 1'd0;
reg control_storing = 1'd0;
reg control_stored1 = 1'd0;
reg control_rung = 1'd0;
reg [2:0] control_settle = 3'd0;
reg control_checked = 1'd0;
reg [15:0] control_left = 16'd0;
reg control_last = 1'd0;
reg control_loaded1 = 1'd0;
reg control_quiet1 = 1'd0;
reg control_keep0 = 1'd0;
reg control_keep1 = 1'd0;
reg control_keep2 = 1'd0;
reg control_keep3 = 1'd0;
reg control_keep4 = 1'd0;
reg control_keep5 = 1'd0;
reg control_keep6 = 1'd0;
reg control_keep7 = 1'd0;
reg control_keep8 = 1'd0;
reg control_keep9 = 1'd0;
reg control_keep10 = 1'd0;
reg control_keep11 = 1'd0;
reg control_is_ongoing0;
reg control_is_ongoing1;
reg control_is_ongoing2;
reg control_is_ongoing3;
reg control_is_ongoing4;
reg control_is_ongoing5;
reg [15:0] tiles = 16'd0;
reg tiles_left = 1'd0;
reg [1:0] cause0 = 2'd0;
reg [1:0] cause1 = 2'd0;
reg [1:0] cause2 = 2'd0;
reg [31:0] addresses0 = 32'd0;
reg [31:0] addresses1 = 32'd0;
reg captured = 1'd0;
reg stall_control;
reg count0 = 1'd0;
reg count1 = 1'd0;
reg count2 = 1'd0;
reg count3 = 1'd0;
reg count4 = 1'd0;
reg count5 = 1'd0;
reg count6 = 1'd0;
wire [13:0] csr_adr;
reg csr_re;
reg csr_we;
reg [31:0] csr_dat_w = 32'd0;
wire [31:0] csr_dat_r;
reg [4:0] index = 5'd0;
reg known = 1'd0;
wire wants;
wire [13:0] adr;
wire re;
wire we;
wire [31:0] dat_w;
reg [31:0] dat_r = 32'd0;
reg magic_re;
wire [31:0] magic_r;
reg magic_we;
wire [31:0] magic_w;
reg version_re;
wire [31:0] version_r;
reg version_we;
wire [31:0] version_w;
reg digest_re;
wire [31:0] digest_r;
reg digest_we;
wire [31:0] digest_w;
reg control0_re;
wire control0_r;
reg control0_we;
wire control0_w;
reg program0_re;
wire [31:0] program0_r;
reg program0_we;
wire [31:0] program0_w;
reg count0_re;
wire [15:0] count0_r;
reg count0_we;
wire [15:0] count0_w;
reg status_re;
wire [15:0] status_r;
reg status_we;
wire [15:0] status_w;
reg completed_re;
wire [31:0] completed_r;
reg completed_we;
wire [31:0] completed_w;
reg cycles_re;
wire [31:0] cycles_r;
reg cycles_we;
wire [31:0] cycles_w;
reg stream_words_re;
wire [31:0] stream_words_r;
reg stream_words_we;
wire [31:0] stream_words_w;
reg stall_weights_re;
wire [31:0] stall_weights_r;
reg stall_weights_we;
wire [31:0] stall_weights_w;
reg stall_tables_re;
wire [31:0] stall_tables_r;
reg stall_tables_we;
wire [31:0] stall_tables_w;
reg stall_output_re;
wire [31:0] stall_output_r;
reg stall_output_we;
wire [31:0] stall_output_w;
reg stall_issue_re;
wire [31:0] stall_issue_r;
reg stall_issue_we;
wire [31:0] stall_issue_w;
reg stall_control_re;
wire [31:0] stall_control_r;
reg stall_control_we;
wire [31:0] stall_control_w;
reg watchdog0_re;
wire [31:0] watchdog0_r;
reg watchdog0_we;
wire [31:0] watchdog0_w;
reg window_base0_re;
wire [31:0] window_base0_r;
reg window_base0_we;
wire [31:0] window_base0_w;
reg window_limit0_re;
wire [31:0] window_limit0_r;
reg window_limit0_we;
wire [31:0] window_limit0_w;
reg error_address_re;
wire [31:0] error_address_r;
reg error_address_we;
wire [31:0] error_address_w;
reg error_source_re;
wire [11:0] error_source_r;
reg error_source_we;
wire [11:0] error_source_w;
reg strays_re;
wire [31:0] strays_r;
reg strays_we;
wire [31:0] strays_w;
wire sel;
reg [3:0] resetinserter_state = 4'd0;
reg [3:0] resetinserter_next_state;
reg [15:0] datapath_loader_tiles_left_resetinserter_next_value0;
reg datapath_loader_tiles_left_resetinserter_next_value_ce0;
reg [9:0] datapath_loader_slices_left_resetinserter_next_value1;
reg datapath_loader_slices_left_resetinserter_next_value_ce1;
reg [3:0] datapath_loader_row0_resetinserter_next_value2;
reg datapath_loader_row0_resetinserter_next_value_ce2;
reg [7:0] datapath_loader_rows_left_resetinserter_next_value3;
reg datapath_loader_rows_left_resetinserter_next_value_ce3;
reg [4:0] datapath_loader_entry_resetinserter_t_next_value0;
reg datapath_loader_entry_resetinserter_t_next_value_ce0;
reg [1:0] datapath_loader_segment_resetinserter_t_next_value1;
reg datapath_loader_segment_resetinserter_t_next_value_ce1;
reg [3:0] datapath_loader_word_resetinserter_f_next_value;
reg datapath_loader_word_resetinserter_f_next_value_ce;
reg datapath_loader_bank0_resetinserter_next_value4;
reg datapath_loader_bank0_resetinserter_next_value_ce4;
reg [2:0] control_state = 3'd0;
reg [2:0] control_next_state;
reg [15:0] control_left_control_next_value0;
reg control_left_control_next_value_ce0;
reg [7:0] control_code_control_next_value1;
reg control_code_control_next_value_ce1;
reg control_done_control_next_value2;
reg control_done_control_next_value_ce2;
reg [2:0] control_settle_control_next_value3;
reg control_settle_control_next_value_ce3;
reg [2:0] state = 3'd0;
reg [2:0] next_state;
reg [4:0] index_next_value0;
reg index_next_value_ce0;
reg known_next_value1;
reg known_next_value_ce1;
reg [31:0] csr_dat_w_next_value2;
reg csr_dat_w_next_value_ce2;
reg [31:0] r_payload_data_next_value3;
reg r_payload_data_next_value_ce3;
wire [2:0] comb_slice_proxy0;
wire [8:0] comb_slice_proxy1;
wire [25:0] sync_slice_proxy0;
wire [1:0] sync_slice_proxy1;
wire [1:0] sync_slice_proxy2;
reg comb_rhs_self0;
reg comb_rhs_self1;
reg comb_rhs_self2;
reg [3:0] comb_t_self0;
reg [3:0] comb_t_self1;
reg [1:0] comb_rhs_self3;
reg comb_rhs_self4;
reg [11:0] sync_rhs_self0;
reg [11:0] sync_rhs_self1;
reg [11:0] sync_rhs_self2;
reg [11:0] sync_rhs_self3;
reg [11:0] sync_rhs_self4;
reg [11:0] sync_rhs_self5;
reg [11:0] sync_rhs_self6;
reg [11:0] sync_rhs_self7;
reg [11:0] sync_rhs_self8;
reg [11:0] sync_rhs_self9;
reg [11:0] sync_rhs_self10;
reg [11:0] sync_rhs_self11;
reg [11:0] sync_rhs_self12;
reg [11:0] sync_rhs_self13;
reg [11:0] sync_rhs_self14;
reg [11:0] sync_rhs_self15;
reg [11:0] sync_rhs_self16;
reg [11:0] sync_rhs_self17;
reg [11:0] sync_rhs_self18;
reg [11:0] sync_rhs_self19;
reg [11:0] sync_rhs_self20;
reg [11:0] sync_rhs_self21;
reg [11:0] sync_rhs_self22;
reg [11:0] sync_rhs_self23;
reg [11:0] sync_rhs_self24;
reg [11:0] sync_rhs_self25;
reg [11:0] sync_rhs_self26;
reg [11:0] sync_rhs_self27;
reg [11:0] sync_rhs_self28;
reg [11:0] sync_rhs_self29;
reg [11:0] sync_rhs_self30;
reg [11:0] sync_rhs_self31;
reg signed [13:0] sync_cases_self0;
reg signed [17:0] sync_cases_self1;
reg signed [17:0] sync_cases_self2;
reg sync_rhs_self32;
reg sync_rhs_self33;
reg sync_rhs_self34;
reg [1:0] sync_t_self0;
reg sync_t_self1;
reg [1:0] sync_t_self2;
reg sync_t_self3;
reg [15:0] sync_rhs_self35;
reg [15:0] sync_rhs_self36;
reg signed [31:0] sync_t_self4;
reg signed [31:0] sync_t_self5;
reg signed [31:0] sync_t_self6;
reg signed [31:0] sync_t_self7;

// synthesis translate_off
reg dummy_s;
initial dummy_s <= 1'd0;
// synthesis translate_on

assign adr = csr_adr;
assign re = csr_re;
assign we = csr_we;
assign dat_w = csr_dat_w;
assign csr_dat_r = dat_r;
assign m0_axi_awvalid = 1'd0;
assign m0_axi_wvalid = 1'd0;
assign m0_axi_bready = 1'd1;
assign m0_axi_wlast = 1'd0;
assign m0_axi_awaddr = 1'd0;
assign m0_axi_awburst = 1'd0;
assign m0_axi_awlen = 1'd0;
assign m0_axi_awsize = 1'd0;
assign m0_axi_awcache = 1'd0;
assign m0_axi_awid = 1'd0;
assign m0_axi_wdata = 1'd0;
assign m0_axi_wstrb = 1'd0;
assign m0_axi_wid = 1'd0;
assign m0_axi_awlock = 1'd0;
assign m0_axi_awprot = 1'd0;
assign m0_axi_awqos = 1'd0;
assign m0_axi_awregion = 1'd0;
assign m1_axi_awvalid = 1'd0;
assign m1_axi_wvalid = 1'd0;
assign m1_axi_bready = 1'd1;
assign m1_axi_wlast = 1'd0;
assign m1_axi_awaddr = 1'd0;
assign m1_axi_awburst = 1'd0;
assign m1_axi_awlen = 1'd0;
assign m1_axi_awsize = 1'd0;
assign m1_axi_awcache = 1'd0;
assign m1_axi_awid = 1'd0;
assign m1_axi_wdata = 1'd0;
assign m1_axi_wstrb = 1'd0;
assign m1_axi_wid = 1'd0;
assign m1_axi_awlock = 1'd0;
assign m1_axi_awprot = 1'd0;
assign m1_axi_awqos = 1'd0;
assign m1_axi_awregion = 1'd0;
assign weights_idle = (reader0_idle & reader1_idle);
assign stray = (((readport0_stray | readport1_stray) | readport2_stray) | writer_stray);
assign watchdog_period = period;
assign watchdog_feed = ((csrstatus3_we | csrstorage3_re) | csrstorage2_re);
assign watchdog_busy = control_busy;
assign descriptors_splitter_window_base = page0;
assign descriptors_splitter_window_last = page1;
assign activations_splitter_window_base = page0;
assign activations_splitter_window_last = page1;
assign reader0_splitter_window_base = page0;
assign reader0_splitter_window_last = page1;
assign reader1_splitter_window_base = page0;
assign reader1_splitter_window_last = page1;
assign writer_splitter_window_base = page0;
assign writer_splitter_window_last = page1;
assign control_doorbell = csrstorage2_re;
assign control_program = csrstorage1_storage;
assign control_count = csrstorage2_storage;
assign control_abort = (csrstorage0_re & abort);
assign writer_flush = control_flush0;
assign descriptors_flush = control_flush0;
assign activations_flush = control_flush0;
assign reader0_flush = control_flush0;
assign reader1_flush = control_flush0;
assign control_quiet0 = (((((datapath_reset & (~datapath_datapath_drain_source_valid)) & descriptors_idle) & activations_idle) & weights_idle) & writer_idle);
assign irq = control_done;
assign datapath_start = control_start0;
assign datapath_compute = control_compute;
assign datapath_store = control_store;
assign control_loaded0 = (datapath_loader_idle & activations_idle);
assign control_streamed = (datapath_issue_done & weights_idle);
assign control_computed = datapath_issue_idle;
assign control_stored0 = ((~datapath_datapath_drain_busy) & writer_idle);
assign descriptors_sink_sink_valid = control_read;
assign descriptors_sink_sink_payload_address = csrstorage1_storage;
assign descriptors_sink_sink_payload_beats = (control_count * 4'd8);
assign activations_sink_sink_valid = tiles_left;
assign activations_sink_sink_payload_address = fetch_descriptor_activations;
assign activations_sink_sink_payload_beats = (fetch_descriptor_activation_words * 2'd2);
assign writer_sink_sink_valid = control_store;
assign writer_sink_sink_payload_address = datapath_computed_output;
assign writer_sink_sink_payload_beats = (datapath_computed_output_words * 2'd2);
assign datapath_loader_sink_valid = activations_source_source_valid0;
assign activations_source_source_ready0 = datapath_loader_sink_ready;
assign datapath_loader_sink_first = activations_source_source_first0;
assign datapath_loader_sink_last = activations_source_source_last0;
assign datapath_loader_sink_payload_data = activations_source_source_payload_data0;
assign writer_words_valid = datapath_datapath_drain_source_valid;
assign datapath_datapath_drain_source_ready = writer_words_ready;
assign writer_words_first = datapath_datapath_drain_source_first;
assign writer_words_last = datapath_datapath_drain_source_last;
assign writer_words_payload_data = datapath_datapath_drain_source_payload_data;
assign datapath_datapath_drain_hold0 = writer_almost_full;
assign datapath_issue_sink_valid = (reader0_source_source_valid & reader1_source_source_valid);
assign datapath_issue_sink_payload_data = {reader1_source_source_payload_data, reader0_source_source_payload_data};
assign reader0_sink_sink_valid = control_weights;
assign reader0_sink_sink_payload_address = addresses0;
assign reader0_sink_sink_payload_beats = (fetch_descriptor_stream_words * 1'd1);
assign reader0_source_source_ready = (datapath_issue_sink_valid & datapath_issue_sink_ready);
assign reader1_sink_sink_valid = control_weights;
assign reader1_sink_sink_payload_address = addresses1;
assign reader1_sink_sink_payload_beats = (fetch_descriptor_stream_words * 1'd1);
assign reader1_source_source_ready = (datapath_issue_sink_valid & datapath_issue_sink_ready);
assign value0 = 31'd1129600332;
assign value1 = 3'd4;
assign value2 = 30'd691134058;
assign busy = control_busy;
assign done = control_done;
assign error = (control_code != 1'd0);
assign code = control_code;
assign value4 = control_completed0;

// synthesis translate_off
reg dummy_d;
// synthesis translate_on
always @(*) begin
	stall_control <= 1'd0;
	stall_control <= control_busy;
	if (datapath_issue_consumed) begin
		stall_control <= 1'd0;
	end
	if (datapath_issue_stall_weights) begin
		stall_control <= 1'd0;
	end
	if (datapath_issue_stall_tables) begin
		stall_control <= 1'd0;
	end
	if (datapath_issue_stall_output) begin
		stall_control <= 1'd0;
	end
	if (datapath_issue_stall_issue) begin
		stall_control <= 1'd0;
	end
// synthesis translate_off
	dummy_d <= dummy_s;
// synthesis translate_on
end
assign descriptors_splitter_sink_valid = descriptors_sink_sink_valid;
assign descriptors_sink_sink_ready = descriptors_splitter_sink_ready;
assign descriptors_splitter_sink_first = descriptors_sink_sink_first;
assign descriptors_splitter_sink_last = descriptors_sink_sink_last;
assign descriptors_splitter_sink_payload_address = descriptors_sink_sink_payload_address;
assign descriptors_splitter_sink_payload_beats = descriptors_sink_sink_payload_beats;
assign descriptors_splitter_flush = descriptors_flush;
assign descriptors_request_valid = (descriptors_splitter_source_valid & descriptors_fits);
assign descriptors_request_payload_address = descriptors_splitter_source_payload_address;
assign descriptors_request_payload_beats = descriptors_splitter_source_payload_beats;
assign descriptors_splitter_source_ready = (descriptors_request_ready & descriptors_fits);
assign descriptors_send = (descriptors_request_valid & descriptors_request_ready);
assign descriptors_expecting = (descriptors_flying != 1'd0);
assign descriptors_beat = (descriptors_data_valid & descriptors_expecting);
assign descriptors_data_ready = 1'd1;
assign descriptors_fifo_sink_valid = descriptors_source_source_valid1;
assign descriptors_source_source_ready1 = descriptors_fifo_sink_ready;
assign descriptors_fifo_sink_payload_data = descriptors_source_source_payload_data1;
assign descriptors_converter_sink_valid = descriptors_beat;
assign descriptors_converter_sink_payload_data = descriptors_data_payload_data;
assign descriptors_source_source_valid0 = descriptors_fifo_source_valid;
assign descriptors_source_source_first0 = descriptors_fifo_source_first;
assign descriptors_source_source_last0 = descriptors_fifo_source_last;
assign descriptors_source_source_payload_data0 = descriptors_fifo_source_payload_data;
assign descriptors_fifo_source_ready = (descriptors_source_source_ready0 | descriptors_flush);
assign descriptors_take = (descriptors_fifo_source_valid & descriptors_fifo_source_ready);
assign descriptors_idle = (descriptors_splitter_idle & (descriptors_reserved == 1'd0));
assign descriptors_splitter_idle = ((~descriptors_splitter_busy) & (~descriptors_splitter_source_valid));
assign descriptors_splitter_sink_ready = ((~descriptors_splitter_busy) & (~descriptors_splitter_refused));
assign descriptors_fifo_sink_ready = 1'd1;
assign descriptors_fifo_writer_adr = descriptors_fifo_produce;
assign descriptors_fifo_writer_dat_w = descriptors_fifo_sink_payload_data;
assign descriptors_fifo_writer_we = descriptors_fifo_sink_valid;
assign descriptors_fifo_reader_adr = descriptors_fifo_consume;
assign descriptors_fifo_tail_dat_w = descriptors_fifo_data_stage1;
assign descriptors_fifo_tail_we = descriptors_fifo_valid_stage2;
assign descriptors_fifo_source_payload_data = descriptors_fifo_head_dat_r;
assign descriptors_fifo_pop = (descriptors_fifo_source_valid & descriptors_fifo_source_ready);
assign descriptors_source_source_valid1 = descriptors_converter_source_valid;
assign descriptors_converter_source_ready = descriptors_source_source_ready1;
assign descriptors_source_source_first1 = descriptors_converter_source_first;
assign descriptors_source_source_last1 = descriptors_converter_source_last;
assign descriptors_source_source_payload_data1 = descriptors_converter_source_payload_data;
assign descriptors_converter_sink_ready = ((~descriptors_converter_strobe_all) | descriptors_converter_source_ready);
assign descriptors_converter_source_valid = descriptors_converter_strobe_all;
assign descriptors_converter_load_part = (descriptors_converter_sink_valid & descriptors_converter_sink_ready);
assign activations_splitter_sink_valid = activations_sink_sink_valid;
assign activations_sink_sink_ready = activations_splitter_sink_ready;
assign activations_splitter_sink_first = activations_sink_sink_first;
assign activations_splitter_sink_last = activations_sink_sink_last;
assign activations_splitter_sink_payload_address = activations_sink_sink_payload_address;
assign activations_splitter_sink_payload_beats = activations_sink_sink_payload_beats;
assign activations_splitter_flush = activations_flush;
assign activations_request_valid = (activations_splitter_source_valid & activations_fits);
assign activations_request_payload_address = activations_splitter_source_payload_address;
assign activations_request_payload_beats = activations_splitter_source_payload_beats;
assign activations_splitter_source_ready = (activations_request_ready & activations_fits);
assign activations_send = (activations_request_valid & activations_request_ready);
assign activations_expecting = (activations_flying != 1'd0);
assign activations_beat = (activations_data_valid & activations_expecting);
assign activations_data_ready = 1'd1;
assign activations_fifo_sink_valid = activations_source_source_valid1;
assign activations_source_source_ready1 = activations_fifo_sink_ready;
assign activations_fifo_sink_payload_data = activations_source_source_payload_data1;
assign activations_converter_sink_valid = activations_beat;
assign activations_converter_sink_payload_data = activations_data_payload_data;
assign activations_source_source_valid0 = activations_fifo_source_valid;
assign activations_source_source_first0 = activations_fifo_source_first;
assign activations_source_source_last0 = activations_fifo_source_last;
assign activations_source_source_payload_data0 = activations_fifo_source_payload_data;
assign activations_fifo_source_ready = (activations_source_source_ready0 | activations_flush);
assign activations_take = (activations_fifo_source_valid & activations_fifo_source_ready);
assign activations_idle = (activations_splitter_idle & (activations_reserved == 1'd0));
assign activations_splitter_idle = ((~activations_splitter_busy) & (~activations_splitter_source_valid));
assign activations_splitter_sink_ready = ((~activations_splitter_busy) & (~activations_splitter_refused));
assign activations_fifo_sink_ready = 1'd1;
assign activations_fifo_writer_adr = activations_fifo_produce;
assign activations_fifo_writer_dat_w = activations_fifo_sink_payload_data;
assign activations_fifo_writer_we = activations_fifo_sink_valid;
assign activations_fifo_reader_adr = activations_fifo_consume;
assign activations_fifo_tail_dat_w = activations_fifo_data_stage1;
assign activations_fifo_tail_we = activations_fifo_valid_stage2;
assign activations_fifo_source_payload_data = activations_fifo_head_dat_r;
assign activations_fifo_pop = (activations_fifo_source_valid & activations_fifo_source_ready);
assign activations_source_source_valid1 = activations_converter_source_valid;
assign activations_converter_source_ready = activations_source_source_ready1;
assign activations_source_source_first1 = activations_converter_source_first;
assign activations_source_source_last1 = activations_converter_source_last;
assign activations_source_source_payload_data1 = activations_converter_source_payload_data;
assign activations_converter_sink_ready = ((~activations_converter_strobe_all) | activations_converter_source_ready);
assign activations_converter_source_valid = activations_converter_strobe_all;
assign activations_converter_load_part = (activations_converter_sink_valid & activations_converter_sink_ready);
assign reader0_splitter_sink_valid = reader0_sink_sink_valid;
assign reader0_sink_sink_ready = reader0_splitter_sink_ready;
assign reader0_splitter_sink_first = reader0_sink_sink_first;
assign reader0_splitter_sink_last = reader0_sink_sink_last;
assign reader0_splitter_sink_payload_address = reader0_sink_sink_payload_address;
assign reader0_splitter_sink_payload_beats = reader0_sink_sink_payload_beats;
assign reader0_splitter_flush = reader0_flush;
assign reader0_request_valid = (reader0_splitter_source_valid & reader0_fits);
assign reader0_request_payload_address = reader0_splitter_source_payload_address;
assign reader0_request_payload_beats = reader0_splitter_source_payload_beats;
assign reader0_splitter_source_ready = (reader0_request_ready & reader0_fits);
assign reader0_send = (reader0_request_valid & reader0_request_ready);
assign reader0_expecting = (reader0_flying != 1'd0);
assign reader0_beat = (reader0_data_valid & reader0_expecting);
assign reader0_data_ready = 1'd1;
assign reader0_fifo_sink_valid = reader0_beat;
assign reader0_fifo_sink_payload_data = reader0_data_payload_data;
assign reader0_source_source_valid = reader0_fifo_source_valid;
assign reader0_source_source_first = reader0_fifo_source_first;
assign reader0_source_source_last = reader0_fifo_source_last;
assign reader0_source_source_payload_data = reader0_fifo_source_payload_data;
assign reader0_fifo_source_ready = (reader0_source_source_ready | reader0_flush);
assign reader0_take = (reader0_fifo_source_valid & reader0_fifo_source_ready);
assign reader0_idle = (reader0_splitter_idle & (reader0_reserved == 1'd0));
assign reader0_splitter_idle = ((~reader0_splitter_busy) & (~reader0_splitter_source_valid));
assign reader0_splitter_sink_ready = ((~reader0_splitter_busy) & (~reader0_splitter_refused));
assign reader0_fifo_sink_ready = 1'd1;
assign reader0_fifo_writer_adr = reader0_fifo_produce;
assign reader0_fifo_writer_dat_w = reader0_fifo_sink_payload_data;
assign reader0_fifo_writer_we = reader0_fifo_sink_valid;
assign reader0_fifo_reader_adr = reader0_fifo_consume;
assign reader0_fifo_tail_dat_w = reader0_fifo_data_stage1;
assign reader0_fifo_tail_we = reader0_fifo_valid_stage2;
assign reader0_fifo_source_payload_data = reader0_fifo_head_dat_r;
assign reader0_fifo_pop = (reader0_fifo_source_valid & reader0_fifo_source_ready);
assign reader1_splitter_sink_valid = reader1_sink_sink_valid;
assign reader1_sink_sink_ready = reader1_splitter_sink_ready;
assign reader1_splitter_sink_first = reader1_sink_sink_first;
assign reader1_splitter_sink_last = reader1_sink_sink_last;
assign reader1_splitter_sink_payload_address = reader1_sink_sink_payload_address;
assign reader1_splitter_sink_payload_beats = reader1_sink_sink_payload_beats;
assign reader1_splitter_flush = reader1_flush;
assign reader1_request_valid = (reader1_splitter_source_valid & reader1_fits);
assign reader1_request_payload_address = reader1_splitter_source_payload_address;
assign reader1_request_payload_beats = reader1_splitter_source_payload_beats;
assign reader1_splitter_source_ready = (reader1_request_ready & reader1_fits);
assign reader1_send = (reader1_request_valid & reader1_request_ready);
assign reader1_expecting = (reader1_flying != 1'd0);
assign reader1_beat = (reader1_data_valid & reader1_expecting);
assign reader1_data_ready = 1'd1;
assign reader1_fifo_sink_valid = reader1_beat;
assign reader1_fifo_sink_payload_data = reader1_data_payload_data;
assign reader1_source_source_valid = reader1_fifo_source_valid;
assign reader1_source_source_first = reader1_fifo_source_first;
assign reader1_source_source_last = reader1_fifo_source_last;
assign reader1_source_source_payload_data = reader1_fifo_source_payload_data;
assign reader1_fifo_source_ready = (reader1_source_source_ready | reader1_flush);
assign reader1_take = (reader1_fifo_source_valid & reader1_fifo_source_ready);
assign reader1_idle = (reader1_splitter_idle & (reader1_reserved == 1'd0));
assign reader1_splitter_idle = ((~reader1_splitter_busy) & (~reader1_splitter_source_valid));
assign reader1_splitter_sink_ready = ((~reader1_splitter_busy) & (~reader1_splitter_refused));
assign reader1_fifo_sink_ready = 1'd1;
assign reader1_fifo_writer_adr = reader1_fifo_produce;
assign reader1_fifo_writer_dat_w = reader1_fifo_sink_payload_data;
assign reader1_fifo_writer_we = reader1_fifo_sink_valid;
assign reader1_fifo_reader_adr = reader1_fifo_consume;
assign reader1_fifo_tail_dat_w = reader1_fifo_data_stage1;
assign reader1_fifo_tail_we = reader1_fifo_valid_stage2;
assign reader1_fifo_source_payload_data = reader1_fifo_head_dat_r;
assign reader1_fifo_pop = (reader1_fifo_source_valid & reader1_fifo_source_ready);
assign readport0_free = (~m0_axi_arvalid);

// synthesis translate_off
reg dummy_d_1;
// synthesis translate_on
always @(*) begin
	readport0_choice <= 1'd0;
	if (reader0_request_valid) begin
		readport0_choice <= 1'd0;
	end
// synthesis translate_off
	dummy_d_1 <= dummy_s;
// synthesis translate_on
end
assign readport0_granted = (readport0_free & (readport0_choice == 1'd0));
assign reader0_request_ready = readport0_granted;
assign m0_axi_arsize = 2'd3;
assign m0_axi_arburst = 1'd1;
assign m0_axi_arcache = 2'd3;
assign m0_axi_arlock = 1'd0;
assign m0_axi_arprot = 1'd0;
assign m0_axi_arqos = 1'd0;
assign m0_axi_arregion = 1'd0;
assign m0_axi_rready = 1'd1;
assign reader0_data_valid = readport0_arrived;
assign reader0_data_payload_data = readport0_data;

// synthesis translate_off
reg dummy_d_2;
// synthesis translate_on
always @(*) begin
	readport0_errors <= 1'd0;
	readport0_known <= 1'd0;
	if ((readport0_arrived & reader0_expecting)) begin
		readport0_known <= 1'd1;
		readport0_errors <= readport0_bad;
	end
// synthesis translate_off
	dummy_d_2 <= dummy_s;
// synthesis translate_on
end
assign readport1_free = (~m1_axi_arvalid);

// synthesis translate_off
reg dummy_d_3;
// synthesis translate_on
always @(*) begin
	readport1_choice <= 1'd0;
	if (reader1_request_valid) begin
		readport1_choice <= 1'd0;
	end
// synthesis translate_off
	dummy_d_3 <= dummy_s;
// synthesis translate_on
end
assign readport1_granted = (readport1_free & (readport1_choice == 1'd0));
assign reader1_request_ready = readport1_granted;
assign m1_axi_arsize = 2'd3;
assign m1_axi_arburst = 1'd1;
assign m1_axi_arcache = 2'd3;
assign m1_axi_arlock = 1'd0;
assign m1_axi_arprot = 1'd0;
assign m1_axi_arqos = 1'd0;
assign m1_axi_arregion = 1'd0;
assign m1_axi_rready = 1'd1;
assign reader1_data_valid = readport1_arrived;
assign reader1_data_payload_data = readport1_data;

// synthesis translate_off
reg dummy_d_4;
// synthesis translate_on
always @(*) begin
	readport1_errors <= 1'd0;
	readport1_known <= 1'd0;
	if ((readport1_arrived & reader1_expecting)) begin
		readport1_known <= 1'd1;
		readport1_errors <= readport1_bad;
	end
// synthesis translate_off
	dummy_d_4 <= dummy_s;
// synthesis translate_on
end
assign readport2_free = (~m2_axi_arvalid);

// synthesis translate_off
reg dummy_d_5;
// synthesis translate_on
always @(*) begin
	readport2_choice <= 1'd0;
	if (activations_request_valid) begin
		readport2_choice <= 1'd1;
	end
	if (descriptors_request_valid) begin
		readport2_choice <= 1'd0;
	end
// synthesis translate_off
	dummy_d_5 <= dummy_s;
// synthesis translate_on
end
assign readport2_granted0 = (readport2_free & (readport2_choice == 1'd0));
assign descriptors_request_ready = readport2_granted0;
assign readport2_granted1 = (readport2_free & (readport2_choice == 1'd1));
assign activations_request_ready = readport2_granted1;
assign m2_axi_arsize = 2'd3;
assign m2_axi_arburst = 1'd1;
assign m2_axi_arcache = 2'd3;
assign m2_axi_arlock = 1'd0;
assign m2_axi_arprot = 1'd0;
assign m2_axi_arqos = 1'd0;
assign m2_axi_arregion = 1'd0;
assign m2_axi_rready = 1'd1;
assign descriptors_data_valid = readport2_arrived0;
assign descriptors_data_payload_data = readport2_data;
assign activations_data_valid = readport2_arrived1;
assign activations_data_payload_data = readport2_data;

// synthesis translate_off
reg dummy_d_6;
// synthesis translate_on
always @(*) begin
	readport2_errors0 <= 1'd0;
	readport2_errors1 <= 1'd0;
	readport2_known <= 1'd0;
	if ((readport2_arrived0 & descriptors_expecting)) begin
		readport2_known <= 1'd1;
		readport2_errors0 <= readport2_bad;
	end
	if ((readport2_arrived1 & activations_expecting)) begin
		readport2_known <= 1'd1;
		readport2_errors1 <= readport2_bad;
	end
// synthesis translate_off
	dummy_d_6 <= dummy_s;
// synthesis translate_on
end
assign writer_splitter_sink_valid = writer_sink_sink_valid;
assign writer_sink_sink_ready = writer_splitter_sink_ready;
assign writer_splitter_sink_first = writer_sink_sink_first;
assign writer_splitter_sink_last = writer_sink_sink_last;
assign writer_splitter_sink_payload_address = writer_sink_sink_payload_address;
assign writer_splitter_sink_payload_beats = writer_sink_sink_payload_beats;
assign writer_splitter_flush = writer_flush;
assign writer_fifo_sink_valid = writer_words_valid;
assign writer_words_ready = writer_fifo_sink_ready;
assign writer_fifo_sink_first = writer_words_first;
assign writer_fifo_sink_last = writer_words_last;
assign writer_fifo_sink_payload_data = writer_words_payload_data;
assign writer_almost_full = (writer_fifo_level > 6'd56);
assign writer_start = (((writer_enough & (~m2_axi_awvalid)) & (~writer_pending[7])) & (~writer_flush));
assign writer_splitter_source_ready = (writer_start | writer_flush);
assign writer_idle = ((((writer_splitter_idle & (~((writer_beats != 1'd0) | (writer_queued != 1'd0)))) & (~m2_axi_awvalid)) & (writer_pending == 1'd0)) & (~writer_fifo_source_valid));
assign writer_starved = ((writer_splitter_source_valid & (~((writer_beats != 1'd0) | (writer_queued != 1'd0)))) & (writer_spare < writer_splitter_source_payload_beats[4:1]));
assign writer_excess = ((writer_splitter_idle & (~((writer_beats != 1'd0) | (writer_queued != 1'd0)))) & writer_fifo_source_valid);
assign writer_sent = ((m2_axi_wvalid & m2_axi_wready) & (writer_beats == 1'd1));
assign writer_drop = (writer_flush & (~((writer_beats != 1'd0) | (writer_queued != 1'd0))));
assign m2_axi_awsize = 2'd3;
assign m2_axi_awburst = 1'd1;
assign m2_axi_awcache = 2'd3;
assign m2_axi_awid = 1'd0;
assign m2_axi_awlock = 1'd0;
assign m2_axi_awprot = 1'd0;
assign m2_axi_awqos = 1'd0;
assign m2_axi_awregion = 1'd0;
assign m2_axi_wvalid = (writer_beats != 1'd0);
assign m2_axi_wlast = (writer_beats == 1'd1);
assign m2_axi_wid = 1'd0;
assign m2_axi_wstrb = 8'd255;
assign m2_axi_wdata = (writer_beats[0] ? writer_fifo_source_payload_data[127:64] : writer_fifo_source_payload_data[63:0]);
assign writer_fifo_source_ready = (((m2_axi_wvalid & m2_axi_wready) & writer_beats[0]) | writer_drop);
assign m2_axi_bready = 1'd1;
assign writer_answered = (m2_axi_bvalid & (writer_pending != 1'd0));
assign writer_splitter_idle = ((~writer_splitter_busy) & (~writer_splitter_source_valid));
assign writer_splitter_sink_ready = ((~writer_splitter_busy) & (~writer_splitter_refused));
assign writer_fifo_syncfifo_din = {writer_fifo_fifo_in_last, writer_fifo_fifo_in_first, writer_fifo_fifo_in_payload_data};
assign {writer_fifo_fifo_out_last, writer_fifo_fifo_out_first, writer_fifo_fifo_out_payload_data} = writer_fifo_syncfifo_dout;
assign writer_fifo_sink_ready = writer_fifo_syncfifo_writable;
assign writer_fifo_syncfifo_we = writer_fifo_sink_valid;
assign writer_fifo_fifo_in_first = writer_fifo_sink_first;
assign writer_fifo_fifo_in_last = writer_fifo_sink_last;
assign writer_fifo_fifo_in_payload_data = writer_fifo_sink_payload_data;
assign writer_fifo_source_valid = writer_fifo_syncfifo_readable;
assign writer_fifo_source_first = writer_fifo_fifo_out_first;
assign writer_fifo_source_last = writer_fifo_fifo_out_last;
assign writer_fifo_source_payload_data = writer_fifo_fifo_out_payload_data;
assign writer_fifo_syncfifo_re = writer_fifo_source_ready;

// synthesis translate_off
reg dummy_d_7;
// synthesis translate_on
always @(*) begin
	writer_fifo_wrport_adr <= 6'd0;
	if (writer_fifo_replace) begin
		writer_fifo_wrport_adr <= (writer_fifo_produce - 1'd1);
	end else begin
		writer_fifo_wrport_adr <= writer_fifo_produce;
	end
// synthesis translate_off
	dummy_d_7 <= dummy_s;
// synthesis translate_on
end
assign writer_fifo_wrport_dat_w = writer_fifo_syncfifo_din;
assign writer_fifo_wrport_we = (writer_fifo_syncfifo_we & (writer_fifo_syncfifo_writable | writer_fifo_replace));
assign writer_fifo_do_read = (writer_fifo_syncfifo_readable & writer_fifo_syncfifo_re);
assign writer_fifo_rdport_adr = writer_fifo_consume;
assign writer_fifo_syncfifo_dout = writer_fifo_rdport_dat_r;
assign writer_fifo_syncfifo_writable = (writer_fifo_level != 7'd64);
assign writer_fifo_syncfifo_readable = (writer_fifo_level != 1'd0);
assign descriptors_source_source_ready0 = (~fetch_done);
assign fetch_descriptor_magic = fetch_store[15:0];
assign fetch_descriptor_version = fetch_store[23:16];
assign fetch_descriptor_opcode = fetch_store[31:24];
assign fetch_descriptor_planes = fetch_store[35:32];
assign fetch_descriptor_group = fetch_store[38:36];
assign fetch_descriptor_explicit = fetch_store[39];
assign fetch_descriptor_zero = fetch_store[47:40];
assign fetch_descriptor_rows = fetch_store[55:48];
assign fetch_descriptor_ternary = fetch_store[56];
assign fetch_descriptor_host_tables = fetch_store[57];
assign fetch_descriptor_columns = fetch_store[87:64];
assign fetch_descriptor_slices = fetch_store[105:96];
assign fetch_descriptor_tag = fetch_store[127:112];
assign fetch_descriptor_weights = fetch_store[159:128];
assign fetch_descriptor_activations = fetch_store[191:160];
assign fetch_descriptor_output = fetch_store[223:192];
assign fetch_descriptor_stream_words = fetch_store[255:224];
assign fetch_descriptor_activation_words = fetch_store[287:256];
assign fetch_descriptor_output_words = fetch_store[319:288];
assign fetch_descriptor_stride = fetch_store[351:320];
assign datapath_loader_start0 = datapath_start;
assign datapath_loader_rows = fetch_descriptor_rows;
assign datapath_loader_slices = fetch_descriptor_slices;
assign datapath_loader_planes0 = fetch_descriptor_planes;
assign datapath_loader_group0 = fetch_descriptor_group;
assign datapath_loader_explicit0 = fetch_descriptor_explicit;
assign datapath_loader_zero0 = fetch_descriptor_zero;
assign datapath_loader_ternary = fetch_descriptor_ternary;
assign datapath_loader_host_tables = fetch_descriptor_host_tables;
assign datapath_loader_release = datapath_issue_release;
assign datapath_issue_full0 = datapath_loader_full;
assign datapath_issue_start = datapath_datapath_stage;
assign datapath_issue_planes = datapath_computed_planes;
assign datapath_issue_group0 = datapath_computed_group;
assign datapath_issue_explicit0 = datapath_computed_explicit;
assign datapath_issue_columns = datapath_computed_columns;
assign datapath_issue_slices = datapath_computed_slices;
assign datapath_datapath_group = datapath_computed_group;
assign datapath_datapath_explicit = datapath_computed_explicit;
assign datapath_datapath_scale_we = datapath_issue_scale_we;
assign datapath_datapath_scale_slot = datapath_issue_scale_slot;
assign datapath_datapath_drain_start = datapath_store;
assign datapath_datapath_drain_columns = datapath_computed_columns;
assign datapath_datapath_drain_rows0 = datapath_computed_rows;
assign datapath_datapath_drain_written = datapath_datapath_result;
assign datapath_datapath_place1 = datapath_datapath_drain_place;
assign datapath_issue_taken0 = datapath_datapath_drain_taken;

// synthesis translate_off
reg dummy_d_8;
// synthesis translate_on
always @(*) begin
	datapath_loader_code <= 5'd0;
	datapath_loader_digit <= 3'd0;
	datapath_loader_up <= 1'd0;
	if ((datapath_loader_ternary == 1'd0)) begin
		case (datapath_loader_entry)
			1'd0: begin
				datapath_loader_code <= 1'd0;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			1'd1: begin
				datapath_loader_code <= 1'd1;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd1;
			end
			2'd2: begin
				datapath_loader_code <= 2'd3;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			2'd3: begin
				datapath_loader_code <= 2'd2;
				datapath_loader_digit <= 2'd2;
				datapath_loader_up <= 1'd1;
			end
			3'd4: begin
				datapath_loader_code <= 3'd6;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			3'd5: begin
				datapath_loader_code <= 3'd7;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd0;
			end
			3'd6: begin
				datapath_loader_code <= 3'd5;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			3'd7: begin
				datapath_loader_code <= 3'd4;
				datapath_loader_digit <= 2'd3;
				datapath_loader_up <= 1'd1;
			end
			4'd8: begin
				datapath_loader_code <= 4'd12;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			4'd9: begin
				datapath_loader_code <= 4'd13;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd1;
			end
			4'd10: begin
				datapath_loader_code <= 4'd15;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			4'd11: begin
				datapath_loader_code <= 4'd14;
				datapath_loader_digit <= 2'd2;
				datapath_loader_up <= 1'd0;
			end
			4'd12: begin
				datapath_loader_code <= 4'd10;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			4'd13: begin
				datapath_loader_code <= 4'd11;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd0;
			end
			4'd14: begin
				datapath_loader_code <= 4'd9;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			4'd15: begin
				datapath_loader_code <= 4'd8;
				datapath_loader_digit <= 3'd4;
				datapath_loader_up <= 1'd1;
			end
			5'd16: begin
				datapath_loader_code <= 5'd24;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			5'd17: begin
				datapath_loader_code <= 5'd25;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd1;
			end
			5'd18: begin
				datapath_loader_code <= 5'd27;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			5'd19: begin
				datapath_loader_code <= 5'd26;
				datapath_loader_digit <= 2'd2;
				datapath_loader_up <= 1'd1;
			end
			5'd20: begin
				datapath_loader_code <= 5'd30;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			5'd21: begin
				datapath_loader_code <= 5'd31;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd0;
			end
			5'd22: begin
				datapath_loader_code <= 5'd29;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			5'd23: begin
				datapath_loader_code <= 5'd28;
				datapath_loader_digit <= 2'd3;
				datapath_loader_up <= 1'd0;
			end
			5'd24: begin
				datapath_loader_code <= 5'd20;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			5'd25: begin
				datapath_loader_code <= 5'd21;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd1;
			end
			5'd26: begin
				datapath_loader_code <= 5'd23;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			5'd27: begin
				datapath_loader_code <= 5'd22;
				datapath_loader_digit <= 2'd2;
				datapath_loader_up <= 1'd0;
			end
			5'd28: begin
				datapath_loader_code <= 5'd18;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			5'd29: begin
				datapath_loader_code <= 5'd19;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd0;
			end
			5'd30: begin
				datapath_loader_code <= 5'd17;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			5'd31: begin
				datapath_loader_code <= 5'd16;
				datapath_loader_digit <= 3'd4;
				datapath_loader_up <= 1'd0;
			end
		endcase
	end
	if ((datapath_loader_ternary == 1'd1)) begin
		case (datapath_loader_entry)
			1'd0: begin
				datapath_loader_code <= 1'd0;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			1'd1: begin
				datapath_loader_code <= 1'd1;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			2'd2: begin
				datapath_loader_code <= 2'd2;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd1;
			end
			2'd3: begin
				datapath_loader_code <= 3'd5;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			3'd4: begin
				datapath_loader_code <= 3'd4;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			3'd5: begin
				datapath_loader_code <= 2'd3;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd1;
			end
			3'd6: begin
				datapath_loader_code <= 3'd6;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			3'd7: begin
				datapath_loader_code <= 3'd7;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			4'd8: begin
				datapath_loader_code <= 4'd8;
				datapath_loader_digit <= 2'd2;
				datapath_loader_up <= 1'd1;
			end
			4'd9: begin
				datapath_loader_code <= 5'd17;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			4'd10: begin
				datapath_loader_code <= 5'd16;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			4'd11: begin
				datapath_loader_code <= 4'd15;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd0;
			end
			4'd12: begin
				datapath_loader_code <= 4'd12;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			4'd13: begin
				datapath_loader_code <= 4'd13;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			4'd14: begin
				datapath_loader_code <= 4'd14;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd0;
			end
			4'd15: begin
				datapath_loader_code <= 4'd11;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			5'd16: begin
				datapath_loader_code <= 4'd10;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			5'd17: begin
				datapath_loader_code <= 4'd9;
				datapath_loader_digit <= 2'd2;
				datapath_loader_up <= 1'd1;
			end
			5'd18: begin
				datapath_loader_code <= 5'd18;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			5'd19: begin
				datapath_loader_code <= 5'd19;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			5'd20: begin
				datapath_loader_code <= 5'd20;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd1;
			end
			5'd21: begin
				datapath_loader_code <= 5'd23;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			5'd22: begin
				datapath_loader_code <= 5'd22;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
			5'd23: begin
				datapath_loader_code <= 5'd21;
				datapath_loader_digit <= 1'd1;
				datapath_loader_up <= 1'd1;
			end
			5'd24: begin
				datapath_loader_code <= 5'd24;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			5'd25: begin
				datapath_loader_code <= 5'd25;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd1;
			end
			5'd26: begin
				datapath_loader_code <= 5'd26;
				datapath_loader_digit <= 1'd0;
				datapath_loader_up <= 1'd0;
			end
		endcase
	end
// synthesis translate_off
	dummy_d_8 <= dummy_s;
// synthesis translate_on
end
assign datapath_loader_change0 = datapath_loader_mantissa0;
assign datapath_loader_change1 = datapath_loader_mantissa1;
assign datapath_loader_change2 = datapath_loader_mantissa2;
assign datapath_loader_change3 = datapath_loader_mantissa3;
assign datapath_loader_change4 = datapath_loader_mantissa4;
assign datapath_loader_change5 = datapath_loader_mantissa5;
assign datapath_loader_change6 = datapath_loader_mantissa6;
assign datapath_loader_change7 = datapath_loader_mantissa7;
assign datapath_loader_change8 = datapath_loader_mantissa8;
assign datapath_loader_change9 = datapath_loader_mantissa9;
assign datapath_loader_change10 = datapath_loader_mantissa10;
assign datapath_loader_change11 = datapath_loader_mantissa11;
assign datapath_loader_change12 = datapath_loader_mantissa12;
assign datapath_loader_change13 = datapath_loader_mantissa13;
assign datapath_loader_change14 = datapath_loader_mantissa14;
assign datapath_loader_change15 = datapath_loader_mantissa15;
assign datapath_loader_change16 = datapath_loader_mantissa16;
assign datapath_loader_change17 = datapath_loader_mantissa17;
assign datapath_loader_change18 = datapath_loader_mantissa18;
assign datapath_loader_change19 = datapath_loader_mantissa19;
assign datapath_loader_change20 = datapath_loader_mantissa20;
assign datapath_loader_change21 = datapath_loader_mantissa21;
assign datapath_loader_change22 = datapath_loader_mantissa22;
assign datapath_loader_change23 = datapath_loader_mantissa23;
assign datapath_loader_change24 = datapath_loader_mantissa24;
assign datapath_loader_change25 = datapath_loader_mantissa25;
assign datapath_loader_change26 = datapath_loader_mantissa26;
assign datapath_loader_change27 = datapath_loader_mantissa27;
assign datapath_loader_change28 = datapath_loader_mantissa28;
assign datapath_loader_change29 = datapath_loader_mantissa29;
assign datapath_loader_change30 = datapath_loader_mantissa30;
assign datapath_loader_change31 = datapath_loader_mantissa31;
assign datapath_loader_header = datapath_loader_data_d;
assign datapath_loader_row1 = datapath_loader_row0;
assign datapath_loader_odd0 = (datapath_loader_slices_left[0] ^ datapath_loader_slices[0]);
assign datapath_loader_bank1 = datapath_loader_bank0;
assign datapath_loader_group1 = datapath_loader_group0;
assign datapath_loader_explicit1 = datapath_loader_explicit0;
assign datapath_loader_zero1 = datapath_loader_zero0;
assign datapath_loader_planes1 = datapath_loader_planes0;
assign datapath_loader_bank_full = comb_rhs_self0;
assign datapath_loader_last_entry = (datapath_loader_entry == ((datapath_loader_ternary & (~datapath_loader_host_tables)) ? 5'd26 : 5'd31));
assign datapath_loader_geometry0 = datapath_loader_halves[21:8];
assign datapath_loader_geometry1 = datapath_loader_halves[35:22];
assign datapath_loader_geometry2 = datapath_loader_halves[49:36];
assign datapath_loader_geometry3 = datapath_loader_halves[63:50];
assign datapath_loader_geometry4 = datapath_loader_halves[85:72];
assign datapath_loader_geometry5 = datapath_loader_halves[99:86];
assign datapath_loader_geometry6 = datapath_loader_halves[113:100];
assign datapath_loader_geometry7 = datapath_loader_halves[127:114];
assign datapath_loader_uneven = ((datapath_loader_group1 == 3'd4) ? datapath_loader_number_stage[2] : datapath_loader_number_stage[0]);
assign datapath_loader_shifted = {datapath_loader_lowered, {8{datapath_loader_low_stage}}, 1'd0};
assign datapath_loader_busy = (datapath_loader_active | (datapath_loader_valid != 1'd0));
assign datapath_piece_write_we = (datapath_loader_valid[7] ? datapath_loader_row2 : 1'd0);
assign datapath_piece_write_bank = datapath_loader_bank2;
assign datapath_piece_write_piece = datapath_loader_steps_stage7;
assign datapath_piece_write_shift = datapath_loader_halves[4:0];

// synthesis translate_off
reg dummy_d_9;
// synthesis translate_on
always @(*) begin
	datapath_loader_sink_ready <= 1'd0;
	datapath_loader_idle <= 1'd0;
	datapath_loader_filled <= 2'd0;
	datapath_loader_load <= 1'd0;
	datapath_loader_clear <= 1'd0;
	datapath_loader_step <= 1'd0;
	datapath_loader_take_entry <= 1'd0;
	datapath_loader_header_taken <= 1'd0;
	resetinserter_next_state <= 4'd0;
	datapath_loader_tiles_left_resetinserter_next_value0 <= 16'd0;
	datapath_loader_tiles_left_resetinserter_next_value_ce0 <= 1'd0;
	datapath_loader_slices_left_resetinserter_next_value1 <= 10'd0;
	datapath_loader_slices_left_resetinserter_next_value_ce1 <= 1'd0;
	datapath_loader_row0_resetinserter_next_value2 <= 4'd0;
	datapath_loader_row0_resetinserter_next_value_ce2 <= 1'd0;
	datapath_loader_rows_left_resetinserter_next_value3 <= 8'd0;
	datapath_loader_rows_left_resetinserter_next_value_ce3 <= 1'd0;
	datapath_loader_entry_resetinserter_t_next_value0 <= 5'd0;
	datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd0;
	datapath_loader_segment_resetinserter_t_next_value1 <= 2'd0;
	datapath_loader_segment_resetinserter_t_next_value_ce1 <= 1'd0;
	datapath_loader_word_resetinserter_f_next_value <= 4'd0;
	datapath_loader_word_resetinserter_f_next_value_ce <= 1'd0;
	datapath_loader_bank0_resetinserter_next_value4 <= 1'd0;
	datapath_loader_bank0_resetinserter_next_value_ce4 <= 1'd0;
	resetinserter_next_state <= resetinserter_state;
	case (resetinserter_state)
		1'd1: begin
			datapath_loader_row0_resetinserter_next_value2 <= 1'd1;
			datapath_loader_row0_resetinserter_next_value_ce2 <= 1'd1;
			datapath_loader_rows_left_resetinserter_next_value3 <= datapath_loader_rows;
			datapath_loader_rows_left_resetinserter_next_value_ce3 <= 1'd1;
			if ((~datapath_loader_bank_full)) begin
				resetinserter_next_state <= 2'd2;
			end
		end
		2'd2: begin
			datapath_loader_sink_ready <= (~datapath_loader_busy);
			datapath_loader_header_taken <= (datapath_loader_sink_valid & (~datapath_loader_busy));
			if (datapath_loader_header_taken) begin
				resetinserter_next_state <= 2'd3;
			end
		end
		2'd3: begin
			datapath_loader_sink_ready <= 1'd1;
			datapath_loader_load <= 1'd1;
			datapath_loader_clear <= (datapath_loader_word == 4'd15);
			if (datapath_loader_sink_valid) begin
				if (datapath_loader_host_tables) begin
					datapath_loader_take_entry <= 1'd1;
					datapath_loader_entry_resetinserter_t_next_value0 <= (datapath_loader_entry + 1'd1);
					datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd1;
					if (datapath_loader_last_entry) begin
						datapath_loader_segment_resetinserter_t_next_value1 <= (datapath_loader_segment + (datapath_loader_host_tables ? 1'd1 : 3'd4));
						datapath_loader_segment_resetinserter_t_next_value_ce1 <= 1'd1;
						datapath_loader_entry_resetinserter_t_next_value0 <= 1'd0;
						datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd1;
						if ((~datapath_loader_last_segment)) begin
							resetinserter_next_state <= 2'd3;
						end else begin
							if ((~datapath_loader_last_row)) begin
								datapath_loader_rows_left_resetinserter_next_value3 <= (datapath_loader_rows_left - 1'd1);
								datapath_loader_rows_left_resetinserter_next_value_ce3 <= 1'd1;
								datapath_loader_row0_resetinserter_next_value2 <= (datapath_loader_row0 <<< 1'd1);
								datapath_loader_row0_resetinserter_next_value_ce2 <= 1'd1;
								resetinserter_next_state <= 2'd2;
							end else begin
								resetinserter_next_state <= 3'd5;
							end
						end
					end
				end else begin
					datapath_loader_word_resetinserter_f_next_value <= (datapath_loader_word + 1'd1);
					datapath_loader_word_resetinserter_f_next_value_ce <= 1'd1;
					if ((datapath_loader_word == 4'd15)) begin
						datapath_loader_word_resetinserter_f_next_value <= 1'd0;
						datapath_loader_word_resetinserter_f_next_value_ce <= 1'd1;
						resetinserter_next_state <= 3'd4;
					end
				end
			end
		end
		3'd4: begin
			datapath_loader_step <= 1'd1;
			datapath_loader_entry_resetinserter_t_next_value0 <= (datapath_loader_entry + 1'd1);
			datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd1;
			if (datapath_loader_last_entry) begin
				datapath_loader_segment_resetinserter_t_next_value1 <= (datapath_loader_segment + (datapath_loader_host_tables ? 1'd1 : 3'd4));
				datapath_loader_segment_resetinserter_t_next_value_ce1 <= 1'd1;
				datapath_loader_entry_resetinserter_t_next_value0 <= 1'd0;
				datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd1;
				if ((~datapath_loader_last_segment)) begin
					resetinserter_next_state <= 2'd3;
				end else begin
					if ((~datapath_loader_last_row)) begin
						datapath_loader_rows_left_resetinserter_next_value3 <= (datapath_loader_rows_left - 1'd1);
						datapath_loader_rows_left_resetinserter_next_value_ce3 <= 1'd1;
						datapath_loader_row0_resetinserter_next_value2 <= (datapath_loader_row0 <<< 1'd1);
						datapath_loader_row0_resetinserter_next_value_ce2 <= 1'd1;
						resetinserter_next_state <= 2'd2;
					end else begin
						resetinserter_next_state <= 3'd5;
					end
				end
			end
		end
		3'd5: begin
			resetinserter_next_state <= 3'd6;
		end
		3'd6: begin
			resetinserter_next_state <= 3'd7;
		end
		3'd7: begin
			resetinserter_next_state <= 4'd8;
		end
		4'd8: begin
			resetinserter_next_state <= 4'd9;
		end
		4'd9: begin
			resetinserter_next_state <= 4'd10;
		end
		4'd10: begin
			if ((~datapath_loader_busy)) begin
				datapath_loader_filled <= (1'd1 <<< datapath_loader_bank0);
				datapath_loader_bank0_resetinserter_next_value4 <= (~datapath_loader_bank0);
				datapath_loader_bank0_resetinserter_next_value_ce4 <= 1'd1;
				datapath_loader_slices_left_resetinserter_next_value1 <= (datapath_loader_slices_left - 1'd1);
				datapath_loader_slices_left_resetinserter_next_value_ce1 <= 1'd1;
				resetinserter_next_state <= 1'd1;
				if ((datapath_loader_slices_left == 1'd1)) begin
					datapath_loader_slices_left_resetinserter_next_value1 <= datapath_loader_slices;
					datapath_loader_slices_left_resetinserter_next_value_ce1 <= 1'd1;
					datapath_loader_tiles_left_resetinserter_next_value0 <= (datapath_loader_tiles_left - 1'd1);
					datapath_loader_tiles_left_resetinserter_next_value_ce0 <= 1'd1;
					if ((datapath_loader_tiles_left == 1'd1)) begin
						resetinserter_next_state <= 1'd0;
					end
				end
			end
		end
		default: begin
			datapath_loader_idle <= (~datapath_loader_start0);
			if (datapath_loader_start0) begin
				datapath_loader_tiles_left_resetinserter_next_value0 <= datapath_loader_tiles;
				datapath_loader_tiles_left_resetinserter_next_value_ce0 <= 1'd1;
				datapath_loader_slices_left_resetinserter_next_value1 <= datapath_loader_slices;
				datapath_loader_slices_left_resetinserter_next_value_ce1 <= 1'd1;
				resetinserter_next_state <= 1'd1;
			end
		end
	endcase
// synthesis translate_off
	dummy_d_9 <= dummy_s;
// synthesis translate_on
end
assign datapath_issue_plane_loop_count = datapath_issue_planes;
assign datapath_issue_slice_loop_count = datapath_issue_slices;
assign datapath_issue_plane_loop_begin = datapath_issue_begin;
assign datapath_issue_column_loop_begin = datapath_issue_begin;
assign datapath_issue_slice_loop_begin = datapath_issue_begin;
assign datapath_issue_turns = (datapath_issue_group0 == 3'd4);
assign datapath_issue_plane_number = datapath_issue_plane_loop_left;
assign datapath_issue_plane_loop_step = (datapath_issue_issued0 & (~datapath_issue_scale));
assign datapath_issue_column_ends = (datapath_issue_plane_loop_ends & (datapath_issue_turn == datapath_issue_turns));
assign datapath_issue_column_loop_step = datapath_issue_column_ends;
assign datapath_issue_slice_ends = datapath_issue_column_loop_ends;
assign datapath_issue_slice_loop_step = datapath_issue_slice_ends;
assign datapath_issue_tile_ends = datapath_issue_slice_loop_ends;
assign datapath_issue_ends0 = (datapath_issue_tile_ends & datapath_issue_last_tile);
assign datapath_issue_begin = datapath_issue_stage3;
assign datapath_issue_group1 = datapath_issue_group0;
assign datapath_issue_explicit1 = datapath_issue_explicit0;
assign datapath_issue_column = datapath_issue_plane_loop_ends;
assign datapath_issue_slice = datapath_issue_slice_ends;
assign datapath_issue_narrow0 = datapath_issue_narrow1;
assign datapath_issue_issued1 = (datapath_issue_column_ends & datapath_issue_slice_loop_last);
assign datapath_issue_taken1 = datapath_issue_taken0;
assign datapath_issue_closing = ((~datapath_issue_scale) & datapath_issue_plane_loop_last);
assign datapath_issue_replay = ((~datapath_issue_scale) & datapath_issue_turn);
assign datapath_issue_go = ((datapath_issue_active & datapath_issue_tables) & (~(datapath_issue_closing & (datapath_issue_held | datapath_issue_full1))));
assign datapath_issue_sink_ready = (datapath_issue_go & (~datapath_issue_replay));
assign datapath_issue_consumed = (datapath_issue_sink_ready & datapath_issue_sink_valid);
assign datapath_issue_issued0 = (datapath_issue_go & (datapath_issue_sink_valid | datapath_issue_replay));

// synthesis translate_off
reg dummy_d_10;
// synthesis translate_on
always @(*) begin
	datapath_issue_stall_tables <= 1'd0;
	datapath_issue_stall_output <= 1'd0;
	datapath_issue_stall_weights <= 1'd0;
	datapath_issue_stall_issue <= 1'd0;
	if (datapath_issue_active) begin
		datapath_issue_stall_tables <= (~datapath_issue_tables);
		datapath_issue_stall_output <= ((datapath_issue_tables & datapath_issue_closing) & datapath_issue_full1);
		datapath_issue_stall_issue <= ((datapath_issue_tables & (~(datapath_issue_closing & datapath_issue_full1))) & ((datapath_issue_closing & datapath_issue_held) | datapath_issue_replay));
		datapath_issue_stall_weights <= (datapath_issue_sink_ready & (~datapath_issue_sink_valid));
	end
// synthesis translate_off
	dummy_d_10 <= dummy_s;
// synthesis translate_on
end
assign datapath_issue_scaled = (datapath_issue_group0 != 1'd0);
assign datapath_issue_block_loop_step = datapath_issue_column_ends;
assign datapath_issue_block_loop_begin = (datapath_issue_slice_ends | datapath_issue_begin);
assign datapath_issue_ends1 = (datapath_issue_column_ends & (datapath_issue_block_loop_last | datapath_issue_column_loop_last));
assign datapath_issue_scale_slot = datapath_issue_slot;

// synthesis translate_off
reg dummy_d_11;
// synthesis translate_on
always @(*) begin
	datapath_issue_self <= 2'd0;
	if ((datapath_issue_slice_ends & (datapath_issue_bank == 1'd0))) begin
		datapath_issue_self[0] <= 1'd1;
	end
	if ((datapath_issue_slice_ends & (datapath_issue_bank == 1'd1))) begin
		datapath_issue_self[1] <= 1'd1;
	end
// synthesis translate_off
	dummy_d_11 <= dummy_s;
// synthesis translate_on
end
assign datapath_issue_release = datapath_issue_stage35;
assign datapath_issue_plane_loop_ends = (datapath_issue_plane_loop_step & datapath_issue_plane_loop_last);
assign datapath_issue_column_loop_ends = (datapath_issue_column_loop_step & datapath_issue_column_loop_last);
assign datapath_issue_slice_loop_ends = (datapath_issue_slice_loop_step & datapath_issue_slice_loop_last);
assign datapath_issue_scarce = (datapath_issue_places < 3'd4);
assign datapath_issue_block_loop_ends = (datapath_issue_block_loop_step & datapath_issue_block_loop_last);
assign datapath_datapath_two = (datapath_datapath_explicit ? comb_rhs_self1 : comb_rhs_self2);

// synthesis translate_off
reg dummy_d_12;
// synthesis translate_on
always @(*) begin
	datapath_datapath_partner <= 2'd0;
	if (datapath_datapath_two) begin
		datapath_datapath_partner <= ((datapath_datapath_group == 2'd2) ? 1'd1 : 2'd2);
	end
// synthesis translate_off
	dummy_d_12 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_13;
// synthesis translate_on
always @(*) begin
	datapath_datapath_mine0 <= 4'd0;
	datapath_datapath_mine0 <= ((datapath_datapath_group == 2'd2) ? (datapath_datapath_mine1 <<< 2'd2) : (datapath_datapath_mine1 <<< 1'd1));
	if ((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0)) begin
		datapath_datapath_mine0 <= (datapath_datapath_explicit ? comb_t_self0 : comb_t_self1);
	end
// synthesis translate_off
	dummy_d_13 <= dummy_s;
// synthesis translate_on
end
assign datapath_datapath_count = (datapath_datapath_explicit ? comb_rhs_self3 : comb_rhs_self4);
assign datapath_datapath_twice = (datapath_datapath_group == 3'd4);
assign datapath_datapath_lanes = (datapath_datapath_explicit ? 2'd2 : 1'd1);
assign datapath_datapath_result = ((datapath_datapath_record11_valid & datapath_datapath_record11_last) & datapath_datapath_record11_final);
assign datapath_datapath_replay_keep = (~{(datapath_issue_turns & (~datapath_issue_turn)), (datapath_issue_turns & datapath_issue_turn)});
assign datapath_datapath_replay_writer_we = (datapath_issue_turns & (~datapath_issue_turn));
assign datapath_datapath_replay_writer_adr = datapath_issue_plane_number;
assign datapath_datapath_replay_writer_dat_w = datapath_issue_sink_payload_data[127:0];
assign datapath_datapath_replay_reader_adr = datapath_issue_plane_number;

// synthesis translate_off
reg dummy_d_14;
// synthesis translate_on
always @(*) begin
	datapath_datapath_replay_word <= 128'd0;
	datapath_datapath_replay_word <= datapath_issue_sink_payload_data[127:0];
	if (datapath_issue_turn) begin
		datapath_datapath_replay_word <= datapath_datapath_replay_reader_dat_r;
	end
// synthesis translate_off
	dummy_d_14 <= dummy_s;
// synthesis translate_on
end
assign datapath_datapath_scale_writer_we = datapath_datapath_scale_we;
assign datapath_datapath_scale_writer_adr = datapath_datapath_scale_slot;
assign datapath_datapath_scale_writer_dat_w = datapath_datapath_scale_data;
assign datapath_datapath_scale_reader_adr = datapath_datapath_record3_slot1;
assign datapath_datapath_rowparameters0_first_writer_we = datapath_piece_write_we[0];
assign datapath_datapath_rowparameters0_first_writer_adr = {datapath_piece_write_bank, datapath_piece_write_piece};
assign datapath_datapath_rowparameters0_first_writer_dat_w = {datapath_piece_write_shift, datapath_piece_write_zero};
assign datapath_datapath_rowparameters0_first_reader_adr = {datapath_datapath_record1_bank1, datapath_datapath_record1_turn1, datapath_datapath_record1_piece};
assign datapath_datapath_rowparameters0_other_writer_we = datapath_piece_write_we[0];
assign datapath_datapath_rowparameters0_other_writer_adr = {datapath_piece_write_bank, datapath_piece_write_piece};
assign datapath_datapath_rowparameters0_other_writer_dat_w = datapath_piece_write_other;
assign datapath_datapath_rowparameters0_other_reader_adr = {datapath_datapath_record1_bank1, datapath_datapath_record1_turn1, datapath_datapath_record1_other};
assign datapath_datapath_rowparameters0_coarse0 = datapath_datapath_rowparameters0_now0[4:3];
assign datapath_datapath_rowparameters0_coarse1 = datapath_datapath_rowparameters0_now1[4:3];
assign datapath_datapath_lookuprow0_we0 = (datapath_table_write_we[0] & datapath_table_write_segments[0]);
assign datapath_datapath_lookuprow0_memory0_we = datapath_datapath_lookuprow0_we0;
assign datapath_datapath_lookuprow0_memory0_dat_w = datapath_table_write_data[11:0];
assign datapath_datapath_lookuprow0_memory0_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses0};
assign datapath_datapath_lookuprow0_read0 = datapath_datapath_lookuprow0_memory0_dat_r1;
assign datapath_datapath_lookuprow0_memory0_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory1_we = datapath_datapath_lookuprow0_we0;
assign datapath_datapath_lookuprow0_memory1_dat_w = datapath_table_write_data[23:12];
assign datapath_datapath_lookuprow0_memory1_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses1};
assign datapath_datapath_lookuprow0_read1 = datapath_datapath_lookuprow0_memory1_dat_r1;
assign datapath_datapath_lookuprow0_memory1_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory2_we = datapath_datapath_lookuprow0_we0;
assign datapath_datapath_lookuprow0_memory2_dat_w = datapath_table_write_data[35:24];
assign datapath_datapath_lookuprow0_memory2_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses2};
assign datapath_datapath_lookuprow0_read2 = datapath_datapath_lookuprow0_memory2_dat_r1;
assign datapath_datapath_lookuprow0_memory2_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory3_we = datapath_datapath_lookuprow0_we0;
assign datapath_datapath_lookuprow0_memory3_dat_w = datapath_table_write_data[47:36];
assign datapath_datapath_lookuprow0_memory3_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses3};
assign datapath_datapath_lookuprow0_read3 = datapath_datapath_lookuprow0_memory3_dat_r1;
assign datapath_datapath_lookuprow0_memory3_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory4_we = datapath_datapath_lookuprow0_we0;
assign datapath_datapath_lookuprow0_memory4_dat_w = datapath_table_write_data[59:48];
assign datapath_datapath_lookuprow0_memory4_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses4};
assign datapath_datapath_lookuprow0_read4 = datapath_datapath_lookuprow0_memory4_dat_r1;
assign datapath_datapath_lookuprow0_memory4_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory5_we = datapath_datapath_lookuprow0_we0;
assign datapath_datapath_lookuprow0_memory5_dat_w = datapath_table_write_data[71:60];
assign datapath_datapath_lookuprow0_memory5_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses5};
assign datapath_datapath_lookuprow0_read5 = datapath_datapath_lookuprow0_memory5_dat_r1;
assign datapath_datapath_lookuprow0_memory5_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory6_we = datapath_datapath_lookuprow0_we0;
assign datapath_datapath_lookuprow0_memory6_dat_w = datapath_table_write_data[83:72];
assign datapath_datapath_lookuprow0_memory6_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses6};
assign datapath_datapath_lookuprow0_read6 = datapath_datapath_lookuprow0_memory6_dat_r1;
assign datapath_datapath_lookuprow0_memory6_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_we1 = (datapath_table_write_we[0] & datapath_table_write_segments[1]);
assign datapath_datapath_lookuprow0_memory7_we = datapath_datapath_lookuprow0_we1;
assign datapath_datapath_lookuprow0_memory7_dat_w = datapath_table_write_data[107:96];
assign datapath_datapath_lookuprow0_memory7_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses7};
assign datapath_datapath_lookuprow0_read7 = datapath_datapath_lookuprow0_memory7_dat_r1;
assign datapath_datapath_lookuprow0_memory7_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory8_we = datapath_datapath_lookuprow0_we1;
assign datapath_datapath_lookuprow0_memory8_dat_w = datapath_table_write_data[119:108];
assign datapath_datapath_lookuprow0_memory8_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses8};
assign datapath_datapath_lookuprow0_read8 = datapath_datapath_lookuprow0_memory8_dat_r1;
assign datapath_datapath_lookuprow0_memory8_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory9_we = datapath_datapath_lookuprow0_we1;
assign datapath_datapath_lookuprow0_memory9_dat_w = datapath_table_write_data[131:120];
assign datapath_datapath_lookuprow0_memory9_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses9};
assign datapath_datapath_lookuprow0_read9 = datapath_datapath_lookuprow0_memory9_dat_r1;
assign datapath_datapath_lookuprow0_memory9_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory10_we = datapath_datapath_lookuprow0_we1;
assign datapath_datapath_lookuprow0_memory10_dat_w = datapath_table_write_data[143:132];
assign datapath_datapath_lookuprow0_memory10_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses10};
assign datapath_datapath_lookuprow0_read10 = datapath_datapath_lookuprow0_memory10_dat_r1;
assign datapath_datapath_lookuprow0_memory10_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory11_we = datapath_datapath_lookuprow0_we1;
assign datapath_datapath_lookuprow0_memory11_dat_w = datapath_table_write_data[155:144];
assign datapath_datapath_lookuprow0_memory11_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses11};
assign datapath_datapath_lookuprow0_read11 = datapath_datapath_lookuprow0_memory11_dat_r1;
assign datapath_datapath_lookuprow0_memory11_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory12_we = datapath_datapath_lookuprow0_we1;
assign datapath_datapath_lookuprow0_memory12_dat_w = datapath_table_write_data[167:156];
assign datapath_datapath_lookuprow0_memory12_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses12};
assign datapath_datapath_lookuprow0_read12 = datapath_datapath_lookuprow0_memory12_dat_r1;
assign datapath_datapath_lookuprow0_memory12_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory13_we = datapath_datapath_lookuprow0_we1;
assign datapath_datapath_lookuprow0_memory13_dat_w = datapath_table_write_data[179:168];
assign datapath_datapath_lookuprow0_memory13_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses13};
assign datapath_datapath_lookuprow0_read13 = datapath_datapath_lookuprow0_memory13_dat_r1;
assign datapath_datapath_lookuprow0_memory13_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_we2 = (datapath_table_write_we[0] & datapath_table_write_segments[2]);
assign datapath_datapath_lookuprow0_memory14_we = datapath_datapath_lookuprow0_we2;
assign datapath_datapath_lookuprow0_memory14_dat_w = datapath_table_write_data[203:192];
assign datapath_datapath_lookuprow0_memory14_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses14};
assign datapath_datapath_lookuprow0_read14 = datapath_datapath_lookuprow0_memory14_dat_r1;
assign datapath_datapath_lookuprow0_memory14_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory15_we = datapath_datapath_lookuprow0_we2;
assign datapath_datapath_lookuprow0_memory15_dat_w = datapath_table_write_data[215:204];
assign datapath_datapath_lookuprow0_memory15_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses15};
assign datapath_datapath_lookuprow0_read15 = datapath_datapath_lookuprow0_memory15_dat_r1;
assign datapath_datapath_lookuprow0_memory15_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory16_we = datapath_datapath_lookuprow0_we2;
assign datapath_datapath_lookuprow0_memory16_dat_w = datapath_table_write_data[227:216];
assign datapath_datapath_lookuprow0_memory16_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses16};
assign datapath_datapath_lookuprow0_read16 = datapath_datapath_lookuprow0_memory16_dat_r1;
assign datapath_datapath_lookuprow0_memory16_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory17_we = datapath_datapath_lookuprow0_we2;
assign datapath_datapath_lookuprow0_memory17_dat_w = datapath_table_write_data[239:228];
assign datapath_datapath_lookuprow0_memory17_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses17};
assign datapath_datapath_lookuprow0_read17 = datapath_datapath_lookuprow0_memory17_dat_r1;
assign datapath_datapath_lookuprow0_memory17_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory18_we = datapath_datapath_lookuprow0_we2;
assign datapath_datapath_lookuprow0_memory18_dat_w = datapath_table_write_data[251:240];
assign datapath_datapath_lookuprow0_memory18_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses18};
assign datapath_datapath_lookuprow0_read18 = datapath_datapath_lookuprow0_memory18_dat_r1;
assign datapath_datapath_lookuprow0_memory18_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory19_we = datapath_datapath_lookuprow0_we2;
assign datapath_datapath_lookuprow0_memory19_dat_w = datapath_table_write_data[263:252];
assign datapath_datapath_lookuprow0_memory19_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses19};
assign datapath_datapath_lookuprow0_read19 = datapath_datapath_lookuprow0_memory19_dat_r1;
assign datapath_datapath_lookuprow0_memory19_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory20_we = datapath_datapath_lookuprow0_we2;
assign datapath_datapath_lookuprow0_memory20_dat_w = datapath_table_write_data[275:264];
assign datapath_datapath_lookuprow0_memory20_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses20};
assign datapath_datapath_lookuprow0_read20 = datapath_datapath_lookuprow0_memory20_dat_r1;
assign datapath_datapath_lookuprow0_memory20_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_we3 = (datapath_table_write_we[0] & datapath_table_write_segments[3]);
assign datapath_datapath_lookuprow0_memory21_we = datapath_datapath_lookuprow0_we3;
assign datapath_datapath_lookuprow0_memory21_dat_w = datapath_table_write_data[299:288];
assign datapath_datapath_lookuprow0_memory21_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses21};
assign datapath_datapath_lookuprow0_read21 = datapath_datapath_lookuprow0_memory21_dat_r1;
assign datapath_datapath_lookuprow0_memory21_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory22_we = datapath_datapath_lookuprow0_we3;
assign datapath_datapath_lookuprow0_memory22_dat_w = datapath_table_write_data[311:300];
assign datapath_datapath_lookuprow0_memory22_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses22};
assign datapath_datapath_lookuprow0_read22 = datapath_datapath_lookuprow0_memory22_dat_r1;
assign datapath_datapath_lookuprow0_memory22_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory23_we = datapath_datapath_lookuprow0_we3;
assign datapath_datapath_lookuprow0_memory23_dat_w = datapath_table_write_data[323:312];
assign datapath_datapath_lookuprow0_memory23_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses23};
assign datapath_datapath_lookuprow0_read23 = datapath_datapath_lookuprow0_memory23_dat_r1;
assign datapath_datapath_lookuprow0_memory23_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory24_we = datapath_datapath_lookuprow0_we3;
assign datapath_datapath_lookuprow0_memory24_dat_w = datapath_table_write_data[335:324];
assign datapath_datapath_lookuprow0_memory24_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses24};
assign datapath_datapath_lookuprow0_read24 = datapath_datapath_lookuprow0_memory24_dat_r1;
assign datapath_datapath_lookuprow0_memory24_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory25_we = datapath_datapath_lookuprow0_we3;
assign datapath_datapath_lookuprow0_memory25_dat_w = datapath_table_write_data[347:336];
assign datapath_datapath_lookuprow0_memory25_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses25};
assign datapath_datapath_lookuprow0_read25 = datapath_datapath_lookuprow0_memory25_dat_r1;
assign datapath_datapath_lookuprow0_memory25_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory26_we = datapath_datapath_lookuprow0_we3;
assign datapath_datapath_lookuprow0_memory26_dat_w = datapath_table_write_data[359:348];
assign datapath_datapath_lookuprow0_memory26_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses26};
assign datapath_datapath_lookuprow0_read26 = datapath_datapath_lookuprow0_memory26_dat_r1;
assign datapath_datapath_lookuprow0_memory26_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow0_memory27_we = datapath_datapath_lookuprow0_we3;
assign datapath_datapath_lookuprow0_memory27_dat_w = datapath_table_write_data[371:360];
assign datapath_datapath_lookuprow0_memory27_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses27};
assign datapath_datapath_lookuprow0_read27 = datapath_datapath_lookuprow0_memory27_dat_r1;
assign datapath_datapath_lookuprow0_memory27_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_rowepilogue0_lower0 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue0_combined0[7:1]);
assign datapath_datapath_rowepilogue0_upper0 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue0_combined0 >>> 4'd8)) + datapath_datapath_lookuprow0_total6);
assign datapath_datapath_rowepilogue0_lower1 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue0_combined1[7:1]);
assign datapath_datapath_rowepilogue0_upper1 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue0_combined1 >>> 4'd8)) + datapath_datapath_lookuprow0_total13);
assign datapath_datapath_rowepilogue0_lower2 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue0_combined2[7:1]);
assign datapath_datapath_rowepilogue0_upper2 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue0_combined2 >>> 4'd8)) + datapath_datapath_lookuprow0_total20);
assign datapath_datapath_rowepilogue0_lower3 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue0_combined3[7:1]);
assign datapath_datapath_rowepilogue0_upper3 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue0_combined3 >>> 4'd8)) + datapath_datapath_lookuprow0_total27);
assign datapath_datapath_rowepilogue0_difference0 = (datapath_datapath_rowepilogue0_totals0 - datapath_datapath_rowparameters0_subtract0);
assign datapath_datapath_rowepilogue0_difference1 = (datapath_datapath_rowepilogue0_totals1 - datapath_datapath_rowparameters0_subtract1);
assign datapath_datapath_rowepilogue0_old_reader_adr = datapath_datapath_record8_column;
assign datapath_datapath_rowepilogue0_old_writer_adr = datapath_datapath_record11_column;
assign datapath_datapath_rowepilogue0_old_writer_dat_w = datapath_datapath_rowepilogue0_new;
assign datapath_datapath_rowepilogue0_old_writer_we = datapath_datapath_rowepilogue0_write;
assign datapath_datapath_rowepilogue0_ready_reader_adr = datapath_datapath_place1;
assign datapath_datapath_rowepilogue0_ready_writer_adr = datapath_datapath_place0;
assign datapath_datapath_rowepilogue0_ready_writer_dat_w = datapath_datapath_rowepilogue0_new;
assign datapath_datapath_rowepilogue0_ready_writer_we = (datapath_datapath_result & datapath_datapath_row_enable0);
assign datapath_datapath_rowepilogue0_write = ((datapath_datapath_record11_valid & datapath_datapath_record11_last) & datapath_datapath_row_enable0);
assign datapath_datapath_rowparameters1_first_writer_we = datapath_piece_write_we[1];
assign datapath_datapath_rowparameters1_first_writer_adr = {datapath_piece_write_bank, datapath_piece_write_piece};
assign datapath_datapath_rowparameters1_first_writer_dat_w = {datapath_piece_write_shift, datapath_piece_write_zero};
assign datapath_datapath_rowparameters1_first_reader_adr = {datapath_datapath_record1_bank1, datapath_datapath_record1_turn1, datapath_datapath_record1_piece};
assign datapath_datapath_rowparameters1_other_writer_we = datapath_piece_write_we[1];
assign datapath_datapath_rowparameters1_other_writer_adr = {datapath_piece_write_bank, datapath_piece_write_piece};
assign datapath_datapath_rowparameters1_other_writer_dat_w = datapath_piece_write_other;
assign datapath_datapath_rowparameters1_other_reader_adr = {datapath_datapath_record1_bank1, datapath_datapath_record1_turn1, datapath_datapath_record1_other};
assign datapath_datapath_rowparameters1_coarse0 = datapath_datapath_rowparameters1_now0[4:3];
assign datapath_datapath_rowparameters1_coarse1 = datapath_datapath_rowparameters1_now1[4:3];
assign datapath_datapath_lookuprow1_we0 = (datapath_table_write_we[1] & datapath_table_write_segments[0]);
assign datapath_datapath_lookuprow1_memory28_we = datapath_datapath_lookuprow1_we0;
assign datapath_datapath_lookuprow1_memory28_dat_w = datapath_table_write_data[11:0];
assign datapath_datapath_lookuprow1_memory28_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses0};
assign datapath_datapath_lookuprow1_read0 = datapath_datapath_lookuprow1_memory28_dat_r1;
assign datapath_datapath_lookuprow1_memory28_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory29_we = datapath_datapath_lookuprow1_we0;
assign datapath_datapath_lookuprow1_memory29_dat_w = datapath_table_write_data[23:12];
assign datapath_datapath_lookuprow1_memory29_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses1};
assign datapath_datapath_lookuprow1_read1 = datapath_datapath_lookuprow1_memory29_dat_r1;
assign datapath_datapath_lookuprow1_memory29_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory30_we = datapath_datapath_lookuprow1_we0;
assign datapath_datapath_lookuprow1_memory30_dat_w = datapath_table_write_data[35:24];
assign datapath_datapath_lookuprow1_memory30_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses2};
assign datapath_datapath_lookuprow1_read2 = datapath_datapath_lookuprow1_memory30_dat_r1;
assign datapath_datapath_lookuprow1_memory30_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory31_we = datapath_datapath_lookuprow1_we0;
assign datapath_datapath_lookuprow1_memory31_dat_w = datapath_table_write_data[47:36];
assign datapath_datapath_lookuprow1_memory31_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses3};
assign datapath_datapath_lookuprow1_read3 = datapath_datapath_lookuprow1_memory31_dat_r1;
assign datapath_datapath_lookuprow1_memory31_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory32_we = datapath_datapath_lookuprow1_we0;
assign datapath_datapath_lookuprow1_memory32_dat_w = datapath_table_write_data[59:48];
assign datapath_datapath_lookuprow1_memory32_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses4};
assign datapath_datapath_lookuprow1_read4 = datapath_datapath_lookuprow1_memory32_dat_r1;
assign datapath_datapath_lookuprow1_memory32_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory33_we = datapath_datapath_lookuprow1_we0;
assign datapath_datapath_lookuprow1_memory33_dat_w = datapath_table_write_data[71:60];
assign datapath_datapath_lookuprow1_memory33_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses5};
assign datapath_datapath_lookuprow1_read5 = datapath_datapath_lookuprow1_memory33_dat_r1;
assign datapath_datapath_lookuprow1_memory33_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory34_we = datapath_datapath_lookuprow1_we0;
assign datapath_datapath_lookuprow1_memory34_dat_w = datapath_table_write_data[83:72];
assign datapath_datapath_lookuprow1_memory34_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses6};
assign datapath_datapath_lookuprow1_read6 = datapath_datapath_lookuprow1_memory34_dat_r1;
assign datapath_datapath_lookuprow1_memory34_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_we1 = (datapath_table_write_we[1] & datapath_table_write_segments[1]);
assign datapath_datapath_lookuprow1_memory35_we = datapath_datapath_lookuprow1_we1;
assign datapath_datapath_lookuprow1_memory35_dat_w = datapath_table_write_data[107:96];
assign datapath_datapath_lookuprow1_memory35_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses7};
assign datapath_datapath_lookuprow1_read7 = datapath_datapath_lookuprow1_memory35_dat_r1;
assign datapath_datapath_lookuprow1_memory35_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory36_we = datapath_datapath_lookuprow1_we1;
assign datapath_datapath_lookuprow1_memory36_dat_w = datapath_table_write_data[119:108];
assign datapath_datapath_lookuprow1_memory36_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses8};
assign datapath_datapath_lookuprow1_read8 = datapath_datapath_lookuprow1_memory36_dat_r1;
assign datapath_datapath_lookuprow1_memory36_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory37_we = datapath_datapath_lookuprow1_we1;
assign datapath_datapath_lookuprow1_memory37_dat_w = datapath_table_write_data[131:120];
assign datapath_datapath_lookuprow1_memory37_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses9};
assign datapath_datapath_lookuprow1_read9 = datapath_datapath_lookuprow1_memory37_dat_r1;
assign datapath_datapath_lookuprow1_memory37_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory38_we = datapath_datapath_lookuprow1_we1;
assign datapath_datapath_lookuprow1_memory38_dat_w = datapath_table_write_data[143:132];
assign datapath_datapath_lookuprow1_memory38_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses10};
assign datapath_datapath_lookuprow1_read10 = datapath_datapath_lookuprow1_memory38_dat_r1;
assign datapath_datapath_lookuprow1_memory38_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory39_we = datapath_datapath_lookuprow1_we1;
assign datapath_datapath_lookuprow1_memory39_dat_w = datapath_table_write_data[155:144];
assign datapath_datapath_lookuprow1_memory39_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses11};
assign datapath_datapath_lookuprow1_read11 = datapath_datapath_lookuprow1_memory39_dat_r1;
assign datapath_datapath_lookuprow1_memory39_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory40_we = datapath_datapath_lookuprow1_we1;
assign datapath_datapath_lookuprow1_memory40_dat_w = datapath_table_write_data[167:156];
assign datapath_datapath_lookuprow1_memory40_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses12};
assign datapath_datapath_lookuprow1_read12 = datapath_datapath_lookuprow1_memory40_dat_r1;
assign datapath_datapath_lookuprow1_memory40_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory41_we = datapath_datapath_lookuprow1_we1;
assign datapath_datapath_lookuprow1_memory41_dat_w = datapath_table_write_data[179:168];
assign datapath_datapath_lookuprow1_memory41_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses13};
assign datapath_datapath_lookuprow1_read13 = datapath_datapath_lookuprow1_memory41_dat_r1;
assign datapath_datapath_lookuprow1_memory41_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_we2 = (datapath_table_write_we[1] & datapath_table_write_segments[2]);
assign datapath_datapath_lookuprow1_memory42_we = datapath_datapath_lookuprow1_we2;
assign datapath_datapath_lookuprow1_memory42_dat_w = datapath_table_write_data[203:192];
assign datapath_datapath_lookuprow1_memory42_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses14};
assign datapath_datapath_lookuprow1_read14 = datapath_datapath_lookuprow1_memory42_dat_r1;
assign datapath_datapath_lookuprow1_memory42_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory43_we = datapath_datapath_lookuprow1_we2;
assign datapath_datapath_lookuprow1_memory43_dat_w = datapath_table_write_data[215:204];
assign datapath_datapath_lookuprow1_memory43_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses15};
assign datapath_datapath_lookuprow1_read15 = datapath_datapath_lookuprow1_memory43_dat_r1;
assign datapath_datapath_lookuprow1_memory43_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory44_we = datapath_datapath_lookuprow1_we2;
assign datapath_datapath_lookuprow1_memory44_dat_w = datapath_table_write_data[227:216];
assign datapath_datapath_lookuprow1_memory44_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses16};
assign datapath_datapath_lookuprow1_read16 = datapath_datapath_lookuprow1_memory44_dat_r1;
assign datapath_datapath_lookuprow1_memory44_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory45_we = datapath_datapath_lookuprow1_we2;
assign datapath_datapath_lookuprow1_memory45_dat_w = datapath_table_write_data[239:228];
assign datapath_datapath_lookuprow1_memory45_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses17};
assign datapath_datapath_lookuprow1_read17 = datapath_datapath_lookuprow1_memory45_dat_r1;
assign datapath_datapath_lookuprow1_memory45_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory46_we = datapath_datapath_lookuprow1_we2;
assign datapath_datapath_lookuprow1_memory46_dat_w = datapath_table_write_data[251:240];
assign datapath_datapath_lookuprow1_memory46_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses18};
assign datapath_datapath_lookuprow1_read18 = datapath_datapath_lookuprow1_memory46_dat_r1;
assign datapath_datapath_lookuprow1_memory46_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory47_we = datapath_datapath_lookuprow1_we2;
assign datapath_datapath_lookuprow1_memory47_dat_w = datapath_table_write_data[263:252];
assign datapath_datapath_lookuprow1_memory47_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses19};
assign datapath_datapath_lookuprow1_read19 = datapath_datapath_lookuprow1_memory47_dat_r1;
assign datapath_datapath_lookuprow1_memory47_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory48_we = datapath_datapath_lookuprow1_we2;
assign datapath_datapath_lookuprow1_memory48_dat_w = datapath_table_write_data[275:264];
assign datapath_datapath_lookuprow1_memory48_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses20};
assign datapath_datapath_lookuprow1_read20 = datapath_datapath_lookuprow1_memory48_dat_r1;
assign datapath_datapath_lookuprow1_memory48_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_we3 = (datapath_table_write_we[1] & datapath_table_write_segments[3]);
assign datapath_datapath_lookuprow1_memory49_we = datapath_datapath_lookuprow1_we3;
assign datapath_datapath_lookuprow1_memory49_dat_w = datapath_table_write_data[299:288];
assign datapath_datapath_lookuprow1_memory49_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses21};
assign datapath_datapath_lookuprow1_read21 = datapath_datapath_lookuprow1_memory49_dat_r1;
assign datapath_datapath_lookuprow1_memory49_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory50_we = datapath_datapath_lookuprow1_we3;
assign datapath_datapath_lookuprow1_memory50_dat_w = datapath_table_write_data[311:300];
assign datapath_datapath_lookuprow1_memory50_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses22};
assign datapath_datapath_lookuprow1_read22 = datapath_datapath_lookuprow1_memory50_dat_r1;
assign datapath_datapath_lookuprow1_memory50_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory51_we = datapath_datapath_lookuprow1_we3;
assign datapath_datapath_lookuprow1_memory51_dat_w = datapath_table_write_data[323:312];
assign datapath_datapath_lookuprow1_memory51_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses23};
assign datapath_datapath_lookuprow1_read23 = datapath_datapath_lookuprow1_memory51_dat_r1;
assign datapath_datapath_lookuprow1_memory51_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory52_we = datapath_datapath_lookuprow1_we3;
assign datapath_datapath_lookuprow1_memory52_dat_w = datapath_table_write_data[335:324];
assign datapath_datapath_lookuprow1_memory52_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses24};
assign datapath_datapath_lookuprow1_read24 = datapath_datapath_lookuprow1_memory52_dat_r1;
assign datapath_datapath_lookuprow1_memory52_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory53_we = datapath_datapath_lookuprow1_we3;
assign datapath_datapath_lookuprow1_memory53_dat_w = datapath_table_write_data[347:336];
assign datapath_datapath_lookuprow1_memory53_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses25};
assign datapath_datapath_lookuprow1_read25 = datapath_datapath_lookuprow1_memory53_dat_r1;
assign datapath_datapath_lookuprow1_memory53_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory54_we = datapath_datapath_lookuprow1_we3;
assign datapath_datapath_lookuprow1_memory54_dat_w = datapath_table_write_data[359:348];
assign datapath_datapath_lookuprow1_memory54_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses26};
assign datapath_datapath_lookuprow1_read26 = datapath_datapath_lookuprow1_memory54_dat_r1;
assign datapath_datapath_lookuprow1_memory54_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow1_memory55_we = datapath_datapath_lookuprow1_we3;
assign datapath_datapath_lookuprow1_memory55_dat_w = datapath_table_write_data[371:360];
assign datapath_datapath_lookuprow1_memory55_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses27};
assign datapath_datapath_lookuprow1_read27 = datapath_datapath_lookuprow1_memory55_dat_r1;
assign datapath_datapath_lookuprow1_memory55_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_rowepilogue1_lower0 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue1_combined0[7:1]);
assign datapath_datapath_rowepilogue1_upper0 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue1_combined0 >>> 4'd8)) + datapath_datapath_lookuprow1_total6);
assign datapath_datapath_rowepilogue1_lower1 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue1_combined1[7:1]);
assign datapath_datapath_rowepilogue1_upper1 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue1_combined1 >>> 4'd8)) + datapath_datapath_lookuprow1_total13);
assign datapath_datapath_rowepilogue1_lower2 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue1_combined2[7:1]);
assign datapath_datapath_rowepilogue1_upper2 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue1_combined2 >>> 4'd8)) + datapath_datapath_lookuprow1_total20);
assign datapath_datapath_rowepilogue1_lower3 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue1_combined3[7:1]);
assign datapath_datapath_rowepilogue1_upper3 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue1_combined3 >>> 4'd8)) + datapath_datapath_lookuprow1_total27);
assign datapath_datapath_rowepilogue1_difference0 = (datapath_datapath_rowepilogue1_totals0 - datapath_datapath_rowparameters1_subtract0);
assign datapath_datapath_rowepilogue1_difference1 = (datapath_datapath_rowepilogue1_totals1 - datapath_datapath_rowparameters1_subtract1);
assign datapath_datapath_rowepilogue1_old_reader_adr = datapath_datapath_record8_column;
assign datapath_datapath_rowepilogue1_old_writer_adr = datapath_datapath_record11_column;
assign datapath_datapath_rowepilogue1_old_writer_dat_w = datapath_datapath_rowepilogue1_new;
assign datapath_datapath_rowepilogue1_old_writer_we = datapath_datapath_rowepilogue1_write;
assign datapath_datapath_rowepilogue1_ready_reader_adr = datapath_datapath_place1;
assign datapath_datapath_rowepilogue1_ready_writer_adr = datapath_datapath_place0;
assign datapath_datapath_rowepilogue1_ready_writer_dat_w = datapath_datapath_rowepilogue1_new;
assign datapath_datapath_rowepilogue1_ready_writer_we = (datapath_datapath_result & datapath_datapath_row_enable1);
assign datapath_datapath_rowepilogue1_write = ((datapath_datapath_record11_valid & datapath_datapath_record11_last) & datapath_datapath_row_enable1);
assign datapath_datapath_rowparameters2_first_writer_we = datapath_piece_write_we[2];
assign datapath_datapath_rowparameters2_first_writer_adr = {datapath_piece_write_bank, datapath_piece_write_piece};
assign datapath_datapath_rowparameters2_first_writer_dat_w = {datapath_piece_write_shift, datapath_piece_write_zero};
assign datapath_datapath_rowparameters2_first_reader_adr = {datapath_datapath_record1_bank1, datapath_datapath_record1_turn1, datapath_datapath_record1_piece};
assign datapath_datapath_rowparameters2_other_writer_we = datapath_piece_write_we[2];
assign datapath_datapath_rowparameters2_other_writer_adr = {datapath_piece_write_bank, datapath_piece_write_piece};
assign datapath_datapath_rowparameters2_other_writer_dat_w = datapath_piece_write_other;
assign datapath_datapath_rowparameters2_other_reader_adr = {datapath_datapath_record1_bank1, datapath_datapath_record1_turn1, datapath_datapath_record1_other};
assign datapath_datapath_rowparameters2_coarse0 = datapath_datapath_rowparameters2_now0[4:3];
assign datapath_datapath_rowparameters2_coarse1 = datapath_datapath_rowparameters2_now1[4:3];
assign datapath_datapath_lookuprow2_we0 = (datapath_table_write_we[2] & datapath_table_write_segments[0]);
assign datapath_datapath_lookuprow2_memory56_we = datapath_datapath_lookuprow2_we0;
assign datapath_datapath_lookuprow2_memory56_dat_w = datapath_table_write_data[11:0];
assign datapath_datapath_lookuprow2_memory56_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses0};
assign datapath_datapath_lookuprow2_read0 = datapath_datapath_lookuprow2_memory56_dat_r1;
assign datapath_datapath_lookuprow2_memory56_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory57_we = datapath_datapath_lookuprow2_we0;
assign datapath_datapath_lookuprow2_memory57_dat_w = datapath_table_write_data[23:12];
assign datapath_datapath_lookuprow2_memory57_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses1};
assign datapath_datapath_lookuprow2_read1 = datapath_datapath_lookuprow2_memory57_dat_r1;
assign datapath_datapath_lookuprow2_memory57_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory58_we = datapath_datapath_lookuprow2_we0;
assign datapath_datapath_lookuprow2_memory58_dat_w = datapath_table_write_data[35:24];
assign datapath_datapath_lookuprow2_memory58_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses2};
assign datapath_datapath_lookuprow2_read2 = datapath_datapath_lookuprow2_memory58_dat_r1;
assign datapath_datapath_lookuprow2_memory58_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory59_we = datapath_datapath_lookuprow2_we0;
assign datapath_datapath_lookuprow2_memory59_dat_w = datapath_table_write_data[47:36];
assign datapath_datapath_lookuprow2_memory59_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses3};
assign datapath_datapath_lookuprow2_read3 = datapath_datapath_lookuprow2_memory59_dat_r1;
assign datapath_datapath_lookuprow2_memory59_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory60_we = datapath_datapath_lookuprow2_we0;
assign datapath_datapath_lookuprow2_memory60_dat_w = datapath_table_write_data[59:48];
assign datapath_datapath_lookuprow2_memory60_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses4};
assign datapath_datapath_lookuprow2_read4 = datapath_datapath_lookuprow2_memory60_dat_r1;
assign datapath_datapath_lookuprow2_memory60_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory61_we = datapath_datapath_lookuprow2_we0;
assign datapath_datapath_lookuprow2_memory61_dat_w = datapath_table_write_data[71:60];
assign datapath_datapath_lookuprow2_memory61_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses5};
assign datapath_datapath_lookuprow2_read5 = datapath_datapath_lookuprow2_memory61_dat_r1;
assign datapath_datapath_lookuprow2_memory61_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory62_we = datapath_datapath_lookuprow2_we0;
assign datapath_datapath_lookuprow2_memory62_dat_w = datapath_table_write_data[83:72];
assign datapath_datapath_lookuprow2_memory62_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses6};
assign datapath_datapath_lookuprow2_read6 = datapath_datapath_lookuprow2_memory62_dat_r1;
assign datapath_datapath_lookuprow2_memory62_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_we1 = (datapath_table_write_we[2] & datapath_table_write_segments[1]);
assign datapath_datapath_lookuprow2_memory63_we = datapath_datapath_lookuprow2_we1;
assign datapath_datapath_lookuprow2_memory63_dat_w = datapath_table_write_data[107:96];
assign datapath_datapath_lookuprow2_memory63_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses7};
assign datapath_datapath_lookuprow2_read7 = datapath_datapath_lookuprow2_memory63_dat_r1;
assign datapath_datapath_lookuprow2_memory63_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory64_we = datapath_datapath_lookuprow2_we1;
assign datapath_datapath_lookuprow2_memory64_dat_w = datapath_table_write_data[119:108];
assign datapath_datapath_lookuprow2_memory64_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses8};
assign datapath_datapath_lookuprow2_read8 = datapath_datapath_lookuprow2_memory64_dat_r1;
assign datapath_datapath_lookuprow2_memory64_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory65_we = datapath_datapath_lookuprow2_we1;
assign datapath_datapath_lookuprow2_memory65_dat_w = datapath_table_write_data[131:120];
assign datapath_datapath_lookuprow2_memory65_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses9};
assign datapath_datapath_lookuprow2_read9 = datapath_datapath_lookuprow2_memory65_dat_r1;
assign datapath_datapath_lookuprow2_memory65_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory66_we = datapath_datapath_lookuprow2_we1;
assign datapath_datapath_lookuprow2_memory66_dat_w = datapath_table_write_data[143:132];
assign datapath_datapath_lookuprow2_memory66_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses10};
assign datapath_datapath_lookuprow2_read10 = datapath_datapath_lookuprow2_memory66_dat_r1;
assign datapath_datapath_lookuprow2_memory66_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory67_we = datapath_datapath_lookuprow2_we1;
assign datapath_datapath_lookuprow2_memory67_dat_w = datapath_table_write_data[155:144];
assign datapath_datapath_lookuprow2_memory67_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses11};
assign datapath_datapath_lookuprow2_read11 = datapath_datapath_lookuprow2_memory67_dat_r1;
assign datapath_datapath_lookuprow2_memory67_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory68_we = datapath_datapath_lookuprow2_we1;
assign datapath_datapath_lookuprow2_memory68_dat_w = datapath_table_write_data[167:156];
assign datapath_datapath_lookuprow2_memory68_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses12};
assign datapath_datapath_lookuprow2_read12 = datapath_datapath_lookuprow2_memory68_dat_r1;
assign datapath_datapath_lookuprow2_memory68_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory69_we = datapath_datapath_lookuprow2_we1;
assign datapath_datapath_lookuprow2_memory69_dat_w = datapath_table_write_data[179:168];
assign datapath_datapath_lookuprow2_memory69_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses13};
assign datapath_datapath_lookuprow2_read13 = datapath_datapath_lookuprow2_memory69_dat_r1;
assign datapath_datapath_lookuprow2_memory69_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_we2 = (datapath_table_write_we[2] & datapath_table_write_segments[2]);
assign datapath_datapath_lookuprow2_memory70_we = datapath_datapath_lookuprow2_we2;
assign datapath_datapath_lookuprow2_memory70_dat_w = datapath_table_write_data[203:192];
assign datapath_datapath_lookuprow2_memory70_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses14};
assign datapath_datapath_lookuprow2_read14 = datapath_datapath_lookuprow2_memory70_dat_r1;
assign datapath_datapath_lookuprow2_memory70_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory71_we = datapath_datapath_lookuprow2_we2;
assign datapath_datapath_lookuprow2_memory71_dat_w = datapath_table_write_data[215:204];
assign datapath_datapath_lookuprow2_memory71_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses15};
assign datapath_datapath_lookuprow2_read15 = datapath_datapath_lookuprow2_memory71_dat_r1;
assign datapath_datapath_lookuprow2_memory71_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory72_we = datapath_datapath_lookuprow2_we2;
assign datapath_datapath_lookuprow2_memory72_dat_w = datapath_table_write_data[227:216];
assign datapath_datapath_lookuprow2_memory72_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses16};
assign datapath_datapath_lookuprow2_read16 = datapath_datapath_lookuprow2_memory72_dat_r1;
assign datapath_datapath_lookuprow2_memory72_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory73_we = datapath_datapath_lookuprow2_we2;
assign datapath_datapath_lookuprow2_memory73_dat_w = datapath_table_write_data[239:228];
assign datapath_datapath_lookuprow2_memory73_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses17};
assign datapath_datapath_lookuprow2_read17 = datapath_datapath_lookuprow2_memory73_dat_r1;
assign datapath_datapath_lookuprow2_memory73_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory74_we = datapath_datapath_lookuprow2_we2;
assign datapath_datapath_lookuprow2_memory74_dat_w = datapath_table_write_data[251:240];
assign datapath_datapath_lookuprow2_memory74_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses18};
assign datapath_datapath_lookuprow2_read18 = datapath_datapath_lookuprow2_memory74_dat_r1;
assign datapath_datapath_lookuprow2_memory74_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory75_we = datapath_datapath_lookuprow2_we2;
assign datapath_datapath_lookuprow2_memory75_dat_w = datapath_table_write_data[263:252];
assign datapath_datapath_lookuprow2_memory75_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses19};
assign datapath_datapath_lookuprow2_read19 = datapath_datapath_lookuprow2_memory75_dat_r1;
assign datapath_datapath_lookuprow2_memory75_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory76_we = datapath_datapath_lookuprow2_we2;
assign datapath_datapath_lookuprow2_memory76_dat_w = datapath_table_write_data[275:264];
assign datapath_datapath_lookuprow2_memory76_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses20};
assign datapath_datapath_lookuprow2_read20 = datapath_datapath_lookuprow2_memory76_dat_r1;
assign datapath_datapath_lookuprow2_memory76_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_we3 = (datapath_table_write_we[2] & datapath_table_write_segments[3]);
assign datapath_datapath_lookuprow2_memory77_we = datapath_datapath_lookuprow2_we3;
assign datapath_datapath_lookuprow2_memory77_dat_w = datapath_table_write_data[299:288];
assign datapath_datapath_lookuprow2_memory77_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses21};
assign datapath_datapath_lookuprow2_read21 = datapath_datapath_lookuprow2_memory77_dat_r1;
assign datapath_datapath_lookuprow2_memory77_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory78_we = datapath_datapath_lookuprow2_we3;
assign datapath_datapath_lookuprow2_memory78_dat_w = datapath_table_write_data[311:300];
assign datapath_datapath_lookuprow2_memory78_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses22};
assign datapath_datapath_lookuprow2_read22 = datapath_datapath_lookuprow2_memory78_dat_r1;
assign datapath_datapath_lookuprow2_memory78_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory79_we = datapath_datapath_lookuprow2_we3;
assign datapath_datapath_lookuprow2_memory79_dat_w = datapath_table_write_data[323:312];
assign datapath_datapath_lookuprow2_memory79_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses23};
assign datapath_datapath_lookuprow2_read23 = datapath_datapath_lookuprow2_memory79_dat_r1;
assign datapath_datapath_lookuprow2_memory79_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory80_we = datapath_datapath_lookuprow2_we3;
assign datapath_datapath_lookuprow2_memory80_dat_w = datapath_table_write_data[335:324];
assign datapath_datapath_lookuprow2_memory80_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses24};
assign datapath_datapath_lookuprow2_read24 = datapath_datapath_lookuprow2_memory80_dat_r1;
assign datapath_datapath_lookuprow2_memory80_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory81_we = datapath_datapath_lookuprow2_we3;
assign datapath_datapath_lookuprow2_memory81_dat_w = datapath_table_write_data[347:336];
assign datapath_datapath_lookuprow2_memory81_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses25};
assign datapath_datapath_lookuprow2_read25 = datapath_datapath_lookuprow2_memory81_dat_r1;
assign datapath_datapath_lookuprow2_memory81_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory82_we = datapath_datapath_lookuprow2_we3;
assign datapath_datapath_lookuprow2_memory82_dat_w = datapath_table_write_data[359:348];
assign datapath_datapath_lookuprow2_memory82_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses26};
assign datapath_datapath_lookuprow2_read26 = datapath_datapath_lookuprow2_memory82_dat_r1;
assign datapath_datapath_lookuprow2_memory82_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow2_memory83_we = datapath_datapath_lookuprow2_we3;
assign datapath_datapath_lookuprow2_memory83_dat_w = datapath_table_write_data[371:360];
assign datapath_datapath_lookuprow2_memory83_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses27};
assign datapath_datapath_lookuprow2_read27 = datapath_datapath_lookuprow2_memory83_dat_r1;
assign datapath_datapath_lookuprow2_memory83_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_rowepilogue2_lower0 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue2_combined0[7:1]);
assign datapath_datapath_rowepilogue2_upper0 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue2_combined0 >>> 4'd8)) + datapath_datapath_lookuprow2_total6);
assign datapath_datapath_rowepilogue2_lower1 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue2_combined1[7:1]);
assign datapath_datapath_rowepilogue2_upper1 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue2_combined1 >>> 4'd8)) + datapath_datapath_lookuprow2_total13);
assign datapath_datapath_rowepilogue2_lower2 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue2_combined2[7:1]);
assign datapath_datapath_rowepilogue2_upper2 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue2_combined2 >>> 4'd8)) + datapath_datapath_lookuprow2_total20);
assign datapath_datapath_rowepilogue2_lower3 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue2_combined3[7:1]);
assign datapath_datapath_rowepilogue2_upper3 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue2_combined3 >>> 4'd8)) + datapath_datapath_lookuprow2_total27);
assign datapath_datapath_rowepilogue2_difference0 = (datapath_datapath_rowepilogue2_totals0 - datapath_datapath_rowparameters2_subtract0);
assign datapath_datapath_rowepilogue2_difference1 = (datapath_datapath_rowepilogue2_totals1 - datapath_datapath_rowparameters2_subtract1);
assign datapath_datapath_rowepilogue2_old_reader_adr = datapath_datapath_record8_column;
assign datapath_datapath_rowepilogue2_old_writer_adr = datapath_datapath_record11_column;
assign datapath_datapath_rowepilogue2_old_writer_dat_w = datapath_datapath_rowepilogue2_new;
assign datapath_datapath_rowepilogue2_old_writer_we = datapath_datapath_rowepilogue2_write;
assign datapath_datapath_rowepilogue2_ready_reader_adr = datapath_datapath_place1;
assign datapath_datapath_rowepilogue2_ready_writer_adr = datapath_datapath_place0;
assign datapath_datapath_rowepilogue2_ready_writer_dat_w = datapath_datapath_rowepilogue2_new;
assign datapath_datapath_rowepilogue2_ready_writer_we = (datapath_datapath_result & datapath_datapath_row_enable2);
assign datapath_datapath_rowepilogue2_write = ((datapath_datapath_record11_valid & datapath_datapath_record11_last) & datapath_datapath_row_enable2);
assign datapath_datapath_rowparameters3_first_writer_we = datapath_piece_write_we[3];
assign datapath_datapath_rowparameters3_first_writer_adr = {datapath_piece_write_bank, datapath_piece_write_piece};
assign datapath_datapath_rowparameters3_first_writer_dat_w = {datapath_piece_write_shift, datapath_piece_write_zero};
assign datapath_datapath_rowparameters3_first_reader_adr = {datapath_datapath_record1_bank1, datapath_datapath_record1_turn1, datapath_datapath_record1_piece};
assign datapath_datapath_rowparameters3_other_writer_we = datapath_piece_write_we[3];
assign datapath_datapath_rowparameters3_other_writer_adr = {datapath_piece_write_bank, datapath_piece_write_piece};
assign datapath_datapath_rowparameters3_other_writer_dat_w = datapath_piece_write_other;
assign datapath_datapath_rowparameters3_other_reader_adr = {datapath_datapath_record1_bank1, datapath_datapath_record1_turn1, datapath_datapath_record1_other};
assign datapath_datapath_rowparameters3_coarse0 = datapath_datapath_rowparameters3_now0[4:3];
assign datapath_datapath_rowparameters3_coarse1 = datapath_datapath_rowparameters3_now1[4:3];
assign datapath_datapath_lookuprow3_we0 = (datapath_table_write_we[3] & datapath_table_write_segments[0]);
assign datapath_datapath_lookuprow3_memory84_we = datapath_datapath_lookuprow3_we0;
assign datapath_datapath_lookuprow3_memory84_dat_w = datapath_table_write_data[11:0];
assign datapath_datapath_lookuprow3_memory84_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses0};
assign datapath_datapath_lookuprow3_read0 = datapath_datapath_lookuprow3_memory84_dat_r1;
assign datapath_datapath_lookuprow3_memory84_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory85_we = datapath_datapath_lookuprow3_we0;
assign datapath_datapath_lookuprow3_memory85_dat_w = datapath_table_write_data[23:12];
assign datapath_datapath_lookuprow3_memory85_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses1};
assign datapath_datapath_lookuprow3_read1 = datapath_datapath_lookuprow3_memory85_dat_r1;
assign datapath_datapath_lookuprow3_memory85_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory86_we = datapath_datapath_lookuprow3_we0;
assign datapath_datapath_lookuprow3_memory86_dat_w = datapath_table_write_data[35:24];
assign datapath_datapath_lookuprow3_memory86_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses2};
assign datapath_datapath_lookuprow3_read2 = datapath_datapath_lookuprow3_memory86_dat_r1;
assign datapath_datapath_lookuprow3_memory86_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory87_we = datapath_datapath_lookuprow3_we0;
assign datapath_datapath_lookuprow3_memory87_dat_w = datapath_table_write_data[47:36];
assign datapath_datapath_lookuprow3_memory87_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses3};
assign datapath_datapath_lookuprow3_read3 = datapath_datapath_lookuprow3_memory87_dat_r1;
assign datapath_datapath_lookuprow3_memory87_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory88_we = datapath_datapath_lookuprow3_we0;
assign datapath_datapath_lookuprow3_memory88_dat_w = datapath_table_write_data[59:48];
assign datapath_datapath_lookuprow3_memory88_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses4};
assign datapath_datapath_lookuprow3_read4 = datapath_datapath_lookuprow3_memory88_dat_r1;
assign datapath_datapath_lookuprow3_memory88_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory89_we = datapath_datapath_lookuprow3_we0;
assign datapath_datapath_lookuprow3_memory89_dat_w = datapath_table_write_data[71:60];
assign datapath_datapath_lookuprow3_memory89_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses5};
assign datapath_datapath_lookuprow3_read5 = datapath_datapath_lookuprow3_memory89_dat_r1;
assign datapath_datapath_lookuprow3_memory89_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory90_we = datapath_datapath_lookuprow3_we0;
assign datapath_datapath_lookuprow3_memory90_dat_w = datapath_table_write_data[83:72];
assign datapath_datapath_lookuprow3_memory90_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses6};
assign datapath_datapath_lookuprow3_read6 = datapath_datapath_lookuprow3_memory90_dat_r1;
assign datapath_datapath_lookuprow3_memory90_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_we1 = (datapath_table_write_we[3] & datapath_table_write_segments[1]);
assign datapath_datapath_lookuprow3_memory91_we = datapath_datapath_lookuprow3_we1;
assign datapath_datapath_lookuprow3_memory91_dat_w = datapath_table_write_data[107:96];
assign datapath_datapath_lookuprow3_memory91_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses7};
assign datapath_datapath_lookuprow3_read7 = datapath_datapath_lookuprow3_memory91_dat_r1;
assign datapath_datapath_lookuprow3_memory91_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory92_we = datapath_datapath_lookuprow3_we1;
assign datapath_datapath_lookuprow3_memory92_dat_w = datapath_table_write_data[119:108];
assign datapath_datapath_lookuprow3_memory92_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses8};
assign datapath_datapath_lookuprow3_read8 = datapath_datapath_lookuprow3_memory92_dat_r1;
assign datapath_datapath_lookuprow3_memory92_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory93_we = datapath_datapath_lookuprow3_we1;
assign datapath_datapath_lookuprow3_memory93_dat_w = datapath_table_write_data[131:120];
assign datapath_datapath_lookuprow3_memory93_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses9};
assign datapath_datapath_lookuprow3_read9 = datapath_datapath_lookuprow3_memory93_dat_r1;
assign datapath_datapath_lookuprow3_memory93_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory94_we = datapath_datapath_lookuprow3_we1;
assign datapath_datapath_lookuprow3_memory94_dat_w = datapath_table_write_data[143:132];
assign datapath_datapath_lookuprow3_memory94_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses10};
assign datapath_datapath_lookuprow3_read10 = datapath_datapath_lookuprow3_memory94_dat_r1;
assign datapath_datapath_lookuprow3_memory94_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory95_we = datapath_datapath_lookuprow3_we1;
assign datapath_datapath_lookuprow3_memory95_dat_w = datapath_table_write_data[155:144];
assign datapath_datapath_lookuprow3_memory95_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses11};
assign datapath_datapath_lookuprow3_read11 = datapath_datapath_lookuprow3_memory95_dat_r1;
assign datapath_datapath_lookuprow3_memory95_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory96_we = datapath_datapath_lookuprow3_we1;
assign datapath_datapath_lookuprow3_memory96_dat_w = datapath_table_write_data[167:156];
assign datapath_datapath_lookuprow3_memory96_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses12};
assign datapath_datapath_lookuprow3_read12 = datapath_datapath_lookuprow3_memory96_dat_r1;
assign datapath_datapath_lookuprow3_memory96_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory97_we = datapath_datapath_lookuprow3_we1;
assign datapath_datapath_lookuprow3_memory97_dat_w = datapath_table_write_data[179:168];
assign datapath_datapath_lookuprow3_memory97_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses13};
assign datapath_datapath_lookuprow3_read13 = datapath_datapath_lookuprow3_memory97_dat_r1;
assign datapath_datapath_lookuprow3_memory97_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_we2 = (datapath_table_write_we[3] & datapath_table_write_segments[2]);
assign datapath_datapath_lookuprow3_memory98_we = datapath_datapath_lookuprow3_we2;
assign datapath_datapath_lookuprow3_memory98_dat_w = datapath_table_write_data[203:192];
assign datapath_datapath_lookuprow3_memory98_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses14};
assign datapath_datapath_lookuprow3_read14 = datapath_datapath_lookuprow3_memory98_dat_r1;
assign datapath_datapath_lookuprow3_memory98_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory99_we = datapath_datapath_lookuprow3_we2;
assign datapath_datapath_lookuprow3_memory99_dat_w = datapath_table_write_data[215:204];
assign datapath_datapath_lookuprow3_memory99_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses15};
assign datapath_datapath_lookuprow3_read15 = datapath_datapath_lookuprow3_memory99_dat_r1;
assign datapath_datapath_lookuprow3_memory99_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory100_we = datapath_datapath_lookuprow3_we2;
assign datapath_datapath_lookuprow3_memory100_dat_w = datapath_table_write_data[227:216];
assign datapath_datapath_lookuprow3_memory100_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses16};
assign datapath_datapath_lookuprow3_read16 = datapath_datapath_lookuprow3_memory100_dat_r1;
assign datapath_datapath_lookuprow3_memory100_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory101_we = datapath_datapath_lookuprow3_we2;
assign datapath_datapath_lookuprow3_memory101_dat_w = datapath_table_write_data[239:228];
assign datapath_datapath_lookuprow3_memory101_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses17};
assign datapath_datapath_lookuprow3_read17 = datapath_datapath_lookuprow3_memory101_dat_r1;
assign datapath_datapath_lookuprow3_memory101_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory102_we = datapath_datapath_lookuprow3_we2;
assign datapath_datapath_lookuprow3_memory102_dat_w = datapath_table_write_data[251:240];
assign datapath_datapath_lookuprow3_memory102_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses18};
assign datapath_datapath_lookuprow3_read18 = datapath_datapath_lookuprow3_memory102_dat_r1;
assign datapath_datapath_lookuprow3_memory102_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory103_we = datapath_datapath_lookuprow3_we2;
assign datapath_datapath_lookuprow3_memory103_dat_w = datapath_table_write_data[263:252];
assign datapath_datapath_lookuprow3_memory103_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses19};
assign datapath_datapath_lookuprow3_read19 = datapath_datapath_lookuprow3_memory103_dat_r1;
assign datapath_datapath_lookuprow3_memory103_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory104_we = datapath_datapath_lookuprow3_we2;
assign datapath_datapath_lookuprow3_memory104_dat_w = datapath_table_write_data[275:264];
assign datapath_datapath_lookuprow3_memory104_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses20};
assign datapath_datapath_lookuprow3_read20 = datapath_datapath_lookuprow3_memory104_dat_r1;
assign datapath_datapath_lookuprow3_memory104_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_we3 = (datapath_table_write_we[3] & datapath_table_write_segments[3]);
assign datapath_datapath_lookuprow3_memory105_we = datapath_datapath_lookuprow3_we3;
assign datapath_datapath_lookuprow3_memory105_dat_w = datapath_table_write_data[299:288];
assign datapath_datapath_lookuprow3_memory105_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses21};
assign datapath_datapath_lookuprow3_read21 = datapath_datapath_lookuprow3_memory105_dat_r1;
assign datapath_datapath_lookuprow3_memory105_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory106_we = datapath_datapath_lookuprow3_we3;
assign datapath_datapath_lookuprow3_memory106_dat_w = datapath_table_write_data[311:300];
assign datapath_datapath_lookuprow3_memory106_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses22};
assign datapath_datapath_lookuprow3_read22 = datapath_datapath_lookuprow3_memory106_dat_r1;
assign datapath_datapath_lookuprow3_memory106_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory107_we = datapath_datapath_lookuprow3_we3;
assign datapath_datapath_lookuprow3_memory107_dat_w = datapath_table_write_data[323:312];
assign datapath_datapath_lookuprow3_memory107_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses23};
assign datapath_datapath_lookuprow3_read23 = datapath_datapath_lookuprow3_memory107_dat_r1;
assign datapath_datapath_lookuprow3_memory107_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory108_we = datapath_datapath_lookuprow3_we3;
assign datapath_datapath_lookuprow3_memory108_dat_w = datapath_table_write_data[335:324];
assign datapath_datapath_lookuprow3_memory108_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses24};
assign datapath_datapath_lookuprow3_read24 = datapath_datapath_lookuprow3_memory108_dat_r1;
assign datapath_datapath_lookuprow3_memory108_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory109_we = datapath_datapath_lookuprow3_we3;
assign datapath_datapath_lookuprow3_memory109_dat_w = datapath_table_write_data[347:336];
assign datapath_datapath_lookuprow3_memory109_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses25};
assign datapath_datapath_lookuprow3_read25 = datapath_datapath_lookuprow3_memory109_dat_r1;
assign datapath_datapath_lookuprow3_memory109_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory110_we = datapath_datapath_lookuprow3_we3;
assign datapath_datapath_lookuprow3_memory110_dat_w = datapath_table_write_data[359:348];
assign datapath_datapath_lookuprow3_memory110_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses26};
assign datapath_datapath_lookuprow3_read26 = datapath_datapath_lookuprow3_memory110_dat_r1;
assign datapath_datapath_lookuprow3_memory110_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_lookuprow3_memory111_we = datapath_datapath_lookuprow3_we3;
assign datapath_datapath_lookuprow3_memory111_dat_w = datapath_table_write_data[371:360];
assign datapath_datapath_lookuprow3_memory111_adr1 = {datapath_issue_plane_bank, datapath_datapath_addresses27};
assign datapath_datapath_lookuprow3_read27 = datapath_datapath_lookuprow3_memory111_dat_r1;
assign datapath_datapath_lookuprow3_memory111_adr0 = {datapath_table_write_bank, datapath_table_write_address};
assign datapath_datapath_rowepilogue3_lower0 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue3_combined0[7:1]);
assign datapath_datapath_rowepilogue3_upper0 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue3_combined0 >>> 4'd8)) + datapath_datapath_lookuprow3_total6);
assign datapath_datapath_rowepilogue3_lower1 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue3_combined1[7:1]);
assign datapath_datapath_rowepilogue3_upper1 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue3_combined1 >>> 4'd8)) + datapath_datapath_lookuprow3_total13);
assign datapath_datapath_rowepilogue3_lower2 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue3_combined2[7:1]);
assign datapath_datapath_rowepilogue3_upper2 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue3_combined2 >>> 4'd8)) + datapath_datapath_lookuprow3_total20);
assign datapath_datapath_rowepilogue3_lower3 = (datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue3_combined3[7:1]);
assign datapath_datapath_rowepilogue3_upper3 = ((datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (datapath_datapath_rowepilogue3_combined3 >>> 4'd8)) + datapath_datapath_lookuprow3_total27);
assign datapath_datapath_rowepilogue3_difference0 = (datapath_datapath_rowepilogue3_totals0 - datapath_datapath_rowparameters3_subtract0);
assign datapath_datapath_rowepilogue3_difference1 = (datapath_datapath_rowepilogue3_totals1 - datapath_datapath_rowparameters3_subtract1);
assign datapath_datapath_rowepilogue3_old_reader_adr = datapath_datapath_record8_column;
assign datapath_datapath_rowepilogue3_old_writer_adr = datapath_datapath_record11_column;
assign datapath_datapath_rowepilogue3_old_writer_dat_w = datapath_datapath_rowepilogue3_new;
assign datapath_datapath_rowepilogue3_old_writer_we = datapath_datapath_rowepilogue3_write;
assign datapath_datapath_rowepilogue3_ready_reader_adr = datapath_datapath_place1;
assign datapath_datapath_rowepilogue3_ready_writer_adr = datapath_datapath_place0;
assign datapath_datapath_rowepilogue3_ready_writer_dat_w = datapath_datapath_rowepilogue3_new;
assign datapath_datapath_rowepilogue3_ready_writer_we = (datapath_datapath_result & datapath_datapath_row_enable3);
assign datapath_datapath_rowepilogue3_write = ((datapath_datapath_record11_valid & datapath_datapath_record11_last) & datapath_datapath_row_enable3);
assign datapath_datapath_drain_count = datapath_datapath_drain_columns;
assign datapath_datapath_drain_begin = datapath_datapath_drain_start;
assign datapath_datapath_drain_step1 = datapath_datapath_drain_taken;
assign datapath_datapath_drain_step0 = (((datapath_datapath_drain_active & datapath_datapath_drain_some) | datapath_datapath_drain_padding) & (~datapath_datapath_drain_hold1));
assign datapath_datapath_drain_ends0 = ((datapath_datapath_drain_quad == datapath_datapath_drain) & (datapath_datapath_drain_group == datapath_datapath_drain_last_group));
assign datapath_datapath_drain_taken = ((datapath_datapath_drain_step0 & datapath_datapath_drain_active) & datapath_datapath_drain_ends0);
assign datapath_datapath_drain_more = (datapath_datapath_drain_parts + comb_slice_proxy0[1:0]);
assign datapath_datapath_drain_index = datapath_datapath_drain_quad;
assign datapath_datapath_drain = comb_slice_proxy1[8:2];
assign datapath_datapath_drain_last_group = ((datapath_datapath_drain_rows1 == 1'd1) ? 1'd0 : ((datapath_datapath_drain_rows1 == 2'd2) ? 1'd0 : 1'd0));
assign datapath_datapath_drain_source_payload_data = datapath_datapath_drain_word;
assign datapath_datapath_drain_busy = (((datapath_datapath_drain_active | datapath_datapath_drain_padding) | (datapath_datapath_drain_reading != 1'd0)) | datapath_datapath_drain_source_valid);
assign datapath_datapath_drain_ends1 = (datapath_datapath_drain_step1 & datapath_datapath_drain_last);
assign control_busy = (control_rung | (~control_is_ongoing0));
assign control_run = ((~control_is_ongoing1) & (~control_is_ongoing2));
assign control_start1 = control_start0;
assign control_halt = (((((((((((control_keep0 | control_keep1) | control_keep2) | control_keep3) | control_keep4) | control_keep5) | control_keep6) | control_keep7) | control_keep8) | control_keep9) | control_keep10) | control_keep11);
assign control_flush1 = control_is_ongoing3;
assign control_empty = (((~control_loading) & (~control_computing)) & (~control_storing));
assign control_oldest0 = (~(control_loading ? (control_computing | control_storing) : (control_computing & control_storing)));
assign control_oldest1 = (~((control_loading & control_asked) ? (control_computing | control_storing) : (control_computing & control_storing)));
assign control_oldest2 = 1'd1;

// synthesis translate_off
reg dummy_d_15;
// synthesis translate_on
always @(*) begin
	fetch_take <= 1'd0;
	control_begin <= 1'd0;
	control_read <= 1'd0;
	control_is_ongoing0 <= 1'd0;
	control_is_ongoing1 <= 1'd0;
	control_is_ongoing2 <= 1'd0;
	control_is_ongoing3 <= 1'd0;
	control_is_ongoing4 <= 1'd0;
	control_is_ongoing5 <= 1'd0;
	control_next_state <= 3'd0;
	control_left_control_next_value0 <= 16'd0;
	control_left_control_next_value_ce0 <= 1'd0;
	control_code_control_next_value1 <= 8'd0;
	control_code_control_next_value_ce1 <= 1'd0;
	control_done_control_next_value2 <= 1'd0;
	control_done_control_next_value_ce2 <= 1'd0;
	control_settle_control_next_value3 <= 3'd0;
	control_settle_control_next_value_ce3 <= 1'd0;
	control_next_state <= control_state;
	case (control_state)
		1'd1: begin
			control_is_ongoing2 <= 1'd1;
			control_is_ongoing3 <= 1'd1;
			control_is_ongoing5 <= 1'd1;
			if (control_quiet1) begin
				control_done_control_next_value2 <= 1'd1;
				control_done_control_next_value_ce2 <= 1'd1;
				control_next_state <= 1'd0;
			end
		end
		2'd2: begin
			control_is_ongoing4 <= 1'd1;
			control_settle_control_next_value3 <= (control_settle + 1'd1);
			control_settle_control_next_value_ce3 <= 1'd1;
			if (control_start0) begin
				control_next_state <= 3'd4;
			end else begin
				if (control_checked) begin
					control_next_state <= 3'd6;
				end
			end
			if ((control_keep0 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep1 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep2 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep3 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd10;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep4 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd11;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep5 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd7;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep6 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep7 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep8 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep9 & control_oldest1)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep10 & control_oldest0)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep11 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd8;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		2'd3: begin
			control_settle_control_next_value3 <= 1'd0;
			control_settle_control_next_value_ce3 <= 1'd1;
			if (fetch_done) begin
				control_next_state <= 2'd2;
			end
			if ((control_keep0 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep1 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep2 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep3 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd10;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep4 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd11;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep5 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd7;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep6 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep7 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep8 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep9 & control_oldest1)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep10 & control_oldest0)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep11 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd8;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		3'd4: begin
			if ((control_loaded1 & (~control_loading))) begin
				control_left_control_next_value0 <= (control_left - 1'd1);
				control_left_control_next_value_ce0 <= 1'd1;
				if (control_last) begin
					control_next_state <= 3'd5;
				end else begin
					fetch_take <= 1'd1;
					control_next_state <= 2'd3;
				end
			end
			if ((control_keep0 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep1 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep2 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep3 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd10;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep4 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd11;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep5 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd7;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep6 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep7 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep8 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep9 & control_oldest1)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep10 & control_oldest0)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep11 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd8;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		3'd5: begin
			if (control_empty) begin
				control_done_control_next_value2 <= 1'd1;
				control_done_control_next_value_ce2 <= 1'd1;
				control_next_state <= 1'd0;
			end
			if ((control_keep0 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep1 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep2 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep3 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd10;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep4 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd11;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep5 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd7;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep6 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep7 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep8 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep9 & control_oldest1)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep10 & control_oldest0)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep11 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd8;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		3'd6: begin
			if (control_empty) begin
				control_code_control_next_value1 <= fetch_fault;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep0 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep1 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep2 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd5;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep3 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd10;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep4 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd11;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep5 & control_oldest2)) begin
				control_code_control_next_value1 <= 3'd7;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep6 & control_oldest1)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep7 & control_oldest0)) begin
				control_code_control_next_value1 <= 3'd6;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep8 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep9 & control_oldest1)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep10 & control_oldest0)) begin
				control_code_control_next_value1 <= 4'd9;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((control_keep11 & control_oldest2)) begin
				control_code_control_next_value1 <= 4'd8;
				control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		default: begin
			control_is_ongoing0 <= 1'd1;
			control_is_ongoing1 <= 1'd1;
			if (control_rung) begin
				control_begin <= 1'd1;
				control_left_control_next_value0 <= control_count;
				control_left_control_next_value_ce0 <= 1'd1;
				if ((control_program[5:0] != 1'd0)) begin
					control_code_control_next_value1 <= 3'd4;
					control_code_control_next_value_ce1 <= 1'd1;
					control_next_state <= 1'd1;
				end else begin
					control_read <= 1'd1;
					fetch_take <= 1'd1;
					control_code_control_next_value1 <= 1'd0;
					control_code_control_next_value_ce1 <= 1'd1;
					control_next_state <= 2'd3;
				end
			end
		end
	endcase
// synthesis translate_off
	dummy_d_15 <= dummy_s;
// synthesis translate_on
end
assign wants = (s_axil_awvalid & s_axil_wvalid);
assign csr_adr = index;
assign s_axil_bresp = (known ? 1'd0 : 2'd2);
assign s_axil_rresp = (known ? 1'd0 : 2'd2);

// synthesis translate_off
reg dummy_d_16;
// synthesis translate_on
always @(*) begin
	s_axil_awready <= 1'd0;
	s_axil_wready <= 1'd0;
	s_axil_bvalid <= 1'd0;
	s_axil_arready <= 1'd0;
	s_axil_rvalid <= 1'd0;
	csr_re <= 1'd0;
	csr_we <= 1'd0;
	next_state <= 3'd0;
	index_next_value0 <= 5'd0;
	index_next_value_ce0 <= 1'd0;
	known_next_value1 <= 1'd0;
	known_next_value_ce1 <= 1'd0;
	csr_dat_w_next_value2 <= 32'd0;
	csr_dat_w_next_value_ce2 <= 1'd0;
	r_payload_data_next_value3 <= 32'd0;
	r_payload_data_next_value_ce3 <= 1'd0;
	next_state <= state;
	case (state)
		1'd1: begin
			csr_we <= known;
			next_state <= 2'd2;
		end
		2'd2: begin
			s_axil_bvalid <= 1'd1;
			if (s_axil_bready) begin
				next_state <= 1'd0;
			end
		end
		2'd3: begin
			csr_re <= known;
			next_state <= 3'd4;
		end
		3'd4: begin
			r_payload_data_next_value3 <= (known ? csr_dat_r : 1'd0);
			r_payload_data_next_value_ce3 <= 1'd1;
			next_state <= 3'd5;
		end
		3'd5: begin
			s_axil_rvalid <= 1'd1;
			if (s_axil_rready) begin
				next_state <= 1'd0;
			end
		end
		default: begin
			if (wants) begin
				s_axil_awready <= 1'd1;
				s_axil_wready <= 1'd1;
				index_next_value0 <= s_axil_awaddr[15:2];
				index_next_value_ce0 <= 1'd1;
				known_next_value1 <= (((s_axil_awaddr[15:2] < 5'd21) & (s_axil_awaddr[1:0] == 1'd0)) & (s_axil_wstrb == 4'd15));
				known_next_value_ce1 <= 1'd1;
				csr_dat_w_next_value2 <= s_axil_wdata;
				csr_dat_w_next_value_ce2 <= 1'd1;
				next_state <= 1'd1;
			end else begin
				if (s_axil_arvalid) begin
					s_axil_arready <= 1'd1;
					index_next_value0 <= s_axil_araddr[15:2];
					index_next_value_ce0 <= 1'd1;
					known_next_value1 <= (((s_axil_araddr[15:2] < 5'd21) & (s_axil_araddr[1:0] == 1'd0)) & 1'd1);
					known_next_value_ce1 <= 1'd1;
					next_state <= 2'd3;
				end
			end
		end
	endcase
// synthesis translate_off
	dummy_d_16 <= dummy_s;
// synthesis translate_on
end
assign sel = (adr[13:9] == 1'd0);
assign magic_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_17;
// synthesis translate_on
always @(*) begin
	magic_re <= 1'd0;
	magic_we <= 1'd0;
	if ((sel & (adr[8:0] == 1'd0))) begin
		magic_re <= we;
		magic_we <= re;
	end
// synthesis translate_off
	dummy_d_17 <= dummy_s;
// synthesis translate_on
end
assign version_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_18;
// synthesis translate_on
always @(*) begin
	version_re <= 1'd0;
	version_we <= 1'd0;
	if ((sel & (adr[8:0] == 1'd1))) begin
		version_re <= we;
		version_we <= re;
	end
// synthesis translate_off
	dummy_d_18 <= dummy_s;
// synthesis translate_on
end
assign digest_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_19;
// synthesis translate_on
always @(*) begin
	digest_re <= 1'd0;
	digest_we <= 1'd0;
	if ((sel & (adr[8:0] == 2'd2))) begin
		digest_re <= we;
		digest_we <= re;
	end
// synthesis translate_off
	dummy_d_19 <= dummy_s;
// synthesis translate_on
end
assign control0_r = dat_w[0];

// synthesis translate_off
reg dummy_d_20;
// synthesis translate_on
always @(*) begin
	control0_re <= 1'd0;
	control0_we <= 1'd0;
	if ((sel & (adr[8:0] == 2'd3))) begin
		control0_re <= we;
		control0_we <= re;
	end
// synthesis translate_off
	dummy_d_20 <= dummy_s;
// synthesis translate_on
end
assign program0_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_21;
// synthesis translate_on
always @(*) begin
	program0_re <= 1'd0;
	program0_we <= 1'd0;
	if ((sel & (adr[8:0] == 3'd4))) begin
		program0_re <= we;
		program0_we <= re;
	end
// synthesis translate_off
	dummy_d_21 <= dummy_s;
// synthesis translate_on
end
assign count0_r = dat_w[15:0];

// synthesis translate_off
reg dummy_d_22;
// synthesis translate_on
always @(*) begin
	count0_re <= 1'd0;
	count0_we <= 1'd0;
	if ((sel & (adr[8:0] == 3'd5))) begin
		count0_re <= we;
		count0_we <= re;
	end
// synthesis translate_off
	dummy_d_22 <= dummy_s;
// synthesis translate_on
end
assign status_r = dat_w[15:0];

// synthesis translate_off
reg dummy_d_23;
// synthesis translate_on
always @(*) begin
	status_re <= 1'd0;
	status_we <= 1'd0;
	if ((sel & (adr[8:0] == 3'd6))) begin
		status_re <= we;
		status_we <= re;
	end
// synthesis translate_off
	dummy_d_23 <= dummy_s;
// synthesis translate_on
end
assign completed_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_24;
// synthesis translate_on
always @(*) begin
	completed_re <= 1'd0;
	completed_we <= 1'd0;
	if ((sel & (adr[8:0] == 3'd7))) begin
		completed_re <= we;
		completed_we <= re;
	end
// synthesis translate_off
	dummy_d_24 <= dummy_s;
// synthesis translate_on
end
assign cycles_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_25;
// synthesis translate_on
always @(*) begin
	cycles_re <= 1'd0;
	cycles_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd8))) begin
		cycles_re <= we;
		cycles_we <= re;
	end
// synthesis translate_off
	dummy_d_25 <= dummy_s;
// synthesis translate_on
end
assign stream_words_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_26;
// synthesis translate_on
always @(*) begin
	stream_words_re <= 1'd0;
	stream_words_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd9))) begin
		stream_words_re <= we;
		stream_words_we <= re;
	end
// synthesis translate_off
	dummy_d_26 <= dummy_s;
// synthesis translate_on
end
assign stall_weights_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_27;
// synthesis translate_on
always @(*) begin
	stall_weights_re <= 1'd0;
	stall_weights_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd10))) begin
		stall_weights_re <= we;
		stall_weights_we <= re;
	end
// synthesis translate_off
	dummy_d_27 <= dummy_s;
// synthesis translate_on
end
assign stall_tables_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_28;
// synthesis translate_on
always @(*) begin
	stall_tables_re <= 1'd0;
	stall_tables_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd11))) begin
		stall_tables_re <= we;
		stall_tables_we <= re;
	end
// synthesis translate_off
	dummy_d_28 <= dummy_s;
// synthesis translate_on
end
assign stall_output_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_29;
// synthesis translate_on
always @(*) begin
	stall_output_re <= 1'd0;
	stall_output_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd12))) begin
		stall_output_re <= we;
		stall_output_we <= re;
	end
// synthesis translate_off
	dummy_d_29 <= dummy_s;
// synthesis translate_on
end
assign stall_issue_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_30;
// synthesis translate_on
always @(*) begin
	stall_issue_re <= 1'd0;
	stall_issue_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd13))) begin
		stall_issue_re <= we;
		stall_issue_we <= re;
	end
// synthesis translate_off
	dummy_d_30 <= dummy_s;
// synthesis translate_on
end
assign stall_control_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_31;
// synthesis translate_on
always @(*) begin
	stall_control_re <= 1'd0;
	stall_control_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd14))) begin
		stall_control_re <= we;
		stall_control_we <= re;
	end
// synthesis translate_off
	dummy_d_31 <= dummy_s;
// synthesis translate_on
end
assign watchdog0_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_32;
// synthesis translate_on
always @(*) begin
	watchdog0_re <= 1'd0;
	watchdog0_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd15))) begin
		watchdog0_re <= we;
		watchdog0_we <= re;
	end
// synthesis translate_off
	dummy_d_32 <= dummy_s;
// synthesis translate_on
end
assign window_base0_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_33;
// synthesis translate_on
always @(*) begin
	window_base0_re <= 1'd0;
	window_base0_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd16))) begin
		window_base0_re <= we;
		window_base0_we <= re;
	end
// synthesis translate_off
	dummy_d_33 <= dummy_s;
// synthesis translate_on
end
assign window_limit0_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_34;
// synthesis translate_on
always @(*) begin
	window_limit0_re <= 1'd0;
	window_limit0_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd17))) begin
		window_limit0_re <= we;
		window_limit0_we <= re;
	end
// synthesis translate_off
	dummy_d_34 <= dummy_s;
// synthesis translate_on
end
assign error_address_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_35;
// synthesis translate_on
always @(*) begin
	error_address_re <= 1'd0;
	error_address_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd18))) begin
		error_address_re <= we;
		error_address_we <= re;
	end
// synthesis translate_off
	dummy_d_35 <= dummy_s;
// synthesis translate_on
end
assign error_source_r = dat_w[11:0];

// synthesis translate_off
reg dummy_d_36;
// synthesis translate_on
always @(*) begin
	error_source_re <= 1'd0;
	error_source_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd19))) begin
		error_source_re <= we;
		error_source_we <= re;
	end
// synthesis translate_off
	dummy_d_36 <= dummy_s;
// synthesis translate_on
end
assign strays_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_37;
// synthesis translate_on
always @(*) begin
	strays_re <= 1'd0;
	strays_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd20))) begin
		strays_re <= we;
		strays_we <= re;
	end
// synthesis translate_off
	dummy_d_37 <= dummy_s;
// synthesis translate_on
end
assign csrstatus0_status[31:0] = value0;
assign magic_w = csrstatus0_status[31:0];
assign csrstatus0_we = magic_we;
assign csrstatus1_status[31:0] = value1;
assign version_w = csrstatus1_status[31:0];
assign csrstatus1_we = version_we;
assign csrstatus2_status[31:0] = value2;
assign digest_w = csrstatus2_status[31:0];
assign csrstatus2_we = digest_we;
assign abort = csrstorage0_storage;
assign control0_w = csrstorage0_storage;
assign value3 = csrstorage1_storage[31:0];
assign program0_w = csrstorage1_storage[31:0];
assign descriptors = csrstorage2_storage[15:0];
assign count0_w = csrstorage2_storage[15:0];

// synthesis translate_off
reg dummy_d_38;
// synthesis translate_on
always @(*) begin
	csrstatus3_status <= 16'd0;
	csrstatus3_status[0] <= busy;
	csrstatus3_status[1] <= done;
	csrstatus3_status[2] <= error;
	csrstatus3_status[15:8] <= code;
// synthesis translate_off
	dummy_d_38 <= dummy_s;
// synthesis translate_on
end
assign status_w = csrstatus3_status[15:0];
assign csrstatus3_we = status_we;
assign csrstatus4_status[31:0] = value4;
assign completed_w = csrstatus4_status[31:0];
assign csrstatus4_we = completed_we;
assign csrstatus5_status[31:0] = value5;
assign cycles_w = csrstatus5_status[31:0];
assign csrstatus5_we = cycles_we;
assign csrstatus6_status[31:0] = value6;
assign stream_words_w = csrstatus6_status[31:0];
assign csrstatus6_we = stream_words_we;
assign csrstatus7_status[31:0] = value7;
assign stall_weights_w = csrstatus7_status[31:0];
assign csrstatus7_we = stall_weights_we;
assign csrstatus8_status[31:0] = value8;
assign stall_tables_w = csrstatus8_status[31:0];
assign csrstatus8_we = stall_tables_we;
assign csrstatus9_status[31:0] = value9;
assign stall_output_w = csrstatus9_status[31:0];
assign csrstatus9_we = stall_output_we;
assign csrstatus10_status[31:0] = value10;
assign stall_issue_w = csrstatus10_status[31:0];
assign csrstatus10_we = stall_issue_we;
assign csrstatus11_status[31:0] = value11;
assign stall_control_w = csrstatus11_status[31:0];
assign csrstatus11_we = stall_control_we;
assign period = csrstorage3_storage[31:0];
assign watchdog0_w = csrstorage3_storage[31:0];
assign page0 = csrstorage4_storage[31:12];
assign window_base0_w = csrstorage4_storage[31:0];
assign page1 = csrstorage5_storage[31:12];
assign window_limit0_w = csrstorage5_storage[31:0];
assign csrstatus12_status[31:0] = value12;
assign error_address_w = csrstatus12_status[31:0];
assign csrstatus12_we = error_address_we;

// synthesis translate_off
reg dummy_d_39;
// synthesis translate_on
always @(*) begin
	csrstatus13_status <= 12'd0;
	csrstatus13_status[3:0] <= port;
	csrstatus13_status[11:8] <= client;
// synthesis translate_off
	dummy_d_39 <= dummy_s;
// synthesis translate_on
end
assign error_source_w = csrstatus13_status[11:0];
assign csrstatus13_we = error_source_we;
assign csrstatus14_status[31:0] = value13;
assign strays_w = csrstatus14_status[31:0];
assign csrstatus14_we = strays_we;
assign comb_slice_proxy0 = ((datapath_datapath_drain_rows1 == 1'd1) ? 1'd1 : ((datapath_datapath_drain_rows1 == 2'd2) ? 2'd2 : 3'd4));
assign comb_slice_proxy1 = (datapath_datapath_drain_rows1 - 1'd1);
assign sync_slice_proxy0 = ((fetch_descriptor_columns + 11'd1024) - 1'd1);
assign sync_slice_proxy1 = (datapath_issue_full0 & (~datapath_issue_used));
assign sync_slice_proxy2 = (datapath_issue_full0 & (~datapath_issue_used));

// synthesis translate_off
reg dummy_d_40;
// synthesis translate_on
always @(*) begin
	comb_rhs_self0 <= 1'd0;
	case (datapath_loader_bank0)
		1'd0: begin
			comb_rhs_self0 <= datapath_loader_full[0];
		end
		default: begin
			comb_rhs_self0 <= datapath_loader_full[1];
		end
	endcase
// synthesis translate_off
	dummy_d_40 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_41;
// synthesis translate_on
always @(*) begin
	comb_rhs_self1 <= 1'd0;
	case (datapath_datapath_group)
		1'd0: begin
			comb_rhs_self1 <= 1'd0;
		end
		1'd1: begin
			comb_rhs_self1 <= 1'd0;
		end
		2'd2: begin
			comb_rhs_self1 <= 1'd0;
		end
		2'd3: begin
			comb_rhs_self1 <= 1'd0;
		end
		default: begin
			comb_rhs_self1 <= 1'd0;
		end
	endcase
// synthesis translate_off
	dummy_d_41 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_42;
// synthesis translate_on
always @(*) begin
	comb_rhs_self2 <= 1'd0;
	case (datapath_datapath_group)
		1'd0: begin
			comb_rhs_self2 <= 1'd0;
		end
		1'd1: begin
			comb_rhs_self2 <= 1'd1;
		end
		2'd2: begin
			comb_rhs_self2 <= 1'd1;
		end
		2'd3: begin
			comb_rhs_self2 <= 1'd0;
		end
		default: begin
			comb_rhs_self2 <= 1'd1;
		end
	endcase
// synthesis translate_off
	dummy_d_42 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_43;
// synthesis translate_on
always @(*) begin
	comb_t_self0 <= 4'd0;
	case (datapath_datapath_group)
		1'd0: begin
			comb_t_self0 <= 4'd15;
		end
		1'd1: begin
			comb_t_self0 <= 1'd1;
		end
		2'd2: begin
			comb_t_self0 <= 2'd3;
		end
		2'd3: begin
			comb_t_self0 <= 4'd15;
		end
		default: begin
			comb_t_self0 <= 1'd1;
		end
	endcase
// synthesis translate_off
	dummy_d_43 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_44;
// synthesis translate_on
always @(*) begin
	comb_t_self1 <= 4'd0;
	case (datapath_datapath_group)
		1'd0: begin
			comb_t_self1 <= 4'd15;
		end
		1'd1: begin
			comb_t_self1 <= 3'd5;
		end
		2'd2: begin
			comb_t_self1 <= 4'd15;
		end
		2'd3: begin
			comb_t_self1 <= 4'd15;
		end
		default: begin
			comb_t_self1 <= 3'd5;
		end
	endcase
// synthesis translate_off
	dummy_d_44 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_45;
// synthesis translate_on
always @(*) begin
	comb_rhs_self3 <= 2'd0;
	case (datapath_datapath_group)
		1'd0: begin
			comb_rhs_self3 <= 1'd0;
		end
		1'd1: begin
			comb_rhs_self3 <= 2'd3;
		end
		2'd2: begin
			comb_rhs_self3 <= 1'd1;
		end
		2'd3: begin
			comb_rhs_self3 <= 1'd0;
		end
		default: begin
			comb_rhs_self3 <= 2'd3;
		end
	endcase
// synthesis translate_off
	dummy_d_45 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_46;
// synthesis translate_on
always @(*) begin
	comb_rhs_self4 <= 1'd0;
	case (datapath_datapath_group)
		1'd0: begin
			comb_rhs_self4 <= 1'd0;
		end
		1'd1: begin
			comb_rhs_self4 <= 1'd1;
		end
		2'd2: begin
			comb_rhs_self4 <= 1'd0;
		end
		2'd3: begin
			comb_rhs_self4 <= 1'd0;
		end
		default: begin
			comb_rhs_self4 <= 1'd1;
		end
	endcase
// synthesis translate_off
	dummy_d_46 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_47;
// synthesis translate_on
always @(*) begin
	sync_rhs_self0 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self0 <= datapath_loader_mantissas[11:0];
		end
		1'd1: begin
			sync_rhs_self0 <= datapath_loader_mantissas[23:12];
		end
		2'd2: begin
			sync_rhs_self0 <= datapath_loader_mantissas[35:24];
		end
		2'd3: begin
			sync_rhs_self0 <= datapath_loader_mantissas[47:36];
		end
		default: begin
			sync_rhs_self0 <= datapath_loader_mantissas[59:48];
		end
	endcase
// synthesis translate_off
	dummy_d_47 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_48;
// synthesis translate_on
always @(*) begin
	sync_rhs_self1 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self1 <= datapath_loader_mantissas[75:64];
		end
		1'd1: begin
			sync_rhs_self1 <= datapath_loader_mantissas[87:76];
		end
		2'd2: begin
			sync_rhs_self1 <= datapath_loader_mantissas[99:88];
		end
		2'd3: begin
			sync_rhs_self1 <= datapath_loader_mantissas[111:100];
		end
		default: begin
			sync_rhs_self1 <= datapath_loader_mantissas[123:112];
		end
	endcase
// synthesis translate_off
	dummy_d_48 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_49;
// synthesis translate_on
always @(*) begin
	sync_rhs_self2 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self2 <= datapath_loader_mantissas[139:128];
		end
		1'd1: begin
			sync_rhs_self2 <= datapath_loader_mantissas[151:140];
		end
		2'd2: begin
			sync_rhs_self2 <= datapath_loader_mantissas[163:152];
		end
		2'd3: begin
			sync_rhs_self2 <= datapath_loader_mantissas[175:164];
		end
		default: begin
			sync_rhs_self2 <= datapath_loader_mantissas[187:176];
		end
	endcase
// synthesis translate_off
	dummy_d_49 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_50;
// synthesis translate_on
always @(*) begin
	sync_rhs_self3 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self3 <= datapath_loader_mantissas[203:192];
		end
		1'd1: begin
			sync_rhs_self3 <= datapath_loader_mantissas[215:204];
		end
		2'd2: begin
			sync_rhs_self3 <= datapath_loader_mantissas[227:216];
		end
		2'd3: begin
			sync_rhs_self3 <= datapath_loader_mantissas[239:228];
		end
		default: begin
			sync_rhs_self3 <= datapath_loader_mantissas[251:240];
		end
	endcase
// synthesis translate_off
	dummy_d_50 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_51;
// synthesis translate_on
always @(*) begin
	sync_rhs_self4 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self4 <= datapath_loader_mantissas[267:256];
		end
		1'd1: begin
			sync_rhs_self4 <= datapath_loader_mantissas[279:268];
		end
		2'd2: begin
			sync_rhs_self4 <= datapath_loader_mantissas[291:280];
		end
		2'd3: begin
			sync_rhs_self4 <= datapath_loader_mantissas[303:292];
		end
		default: begin
			sync_rhs_self4 <= datapath_loader_mantissas[315:304];
		end
	endcase
// synthesis translate_off
	dummy_d_51 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_52;
// synthesis translate_on
always @(*) begin
	sync_rhs_self5 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self5 <= datapath_loader_mantissas[331:320];
		end
		1'd1: begin
			sync_rhs_self5 <= datapath_loader_mantissas[343:332];
		end
		2'd2: begin
			sync_rhs_self5 <= datapath_loader_mantissas[355:344];
		end
		2'd3: begin
			sync_rhs_self5 <= datapath_loader_mantissas[367:356];
		end
		default: begin
			sync_rhs_self5 <= datapath_loader_mantissas[379:368];
		end
	endcase
// synthesis translate_off
	dummy_d_52 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_53;
// synthesis translate_on
always @(*) begin
	sync_rhs_self6 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self6 <= datapath_loader_mantissas[395:384];
		end
		1'd1: begin
			sync_rhs_self6 <= datapath_loader_mantissas[407:396];
		end
		2'd2: begin
			sync_rhs_self6 <= datapath_loader_mantissas[419:408];
		end
		2'd3: begin
			sync_rhs_self6 <= datapath_loader_mantissas[431:420];
		end
		default: begin
			sync_rhs_self6 <= datapath_loader_mantissas[443:432];
		end
	endcase
// synthesis translate_off
	dummy_d_53 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_54;
// synthesis translate_on
always @(*) begin
	sync_rhs_self7 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self7 <= datapath_loader_mantissas[459:448];
		end
		1'd1: begin
			sync_rhs_self7 <= datapath_loader_mantissas[471:460];
		end
		2'd2: begin
			sync_rhs_self7 <= datapath_loader_mantissas[483:472];
		end
		2'd3: begin
			sync_rhs_self7 <= datapath_loader_mantissas[495:484];
		end
		default: begin
			sync_rhs_self7 <= datapath_loader_mantissas[507:496];
		end
	endcase
// synthesis translate_off
	dummy_d_54 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_55;
// synthesis translate_on
always @(*) begin
	sync_rhs_self8 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self8 <= datapath_loader_mantissas[523:512];
		end
		1'd1: begin
			sync_rhs_self8 <= datapath_loader_mantissas[535:524];
		end
		2'd2: begin
			sync_rhs_self8 <= datapath_loader_mantissas[547:536];
		end
		2'd3: begin
			sync_rhs_self8 <= datapath_loader_mantissas[559:548];
		end
		default: begin
			sync_rhs_self8 <= datapath_loader_mantissas[571:560];
		end
	endcase
// synthesis translate_off
	dummy_d_55 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_56;
// synthesis translate_on
always @(*) begin
	sync_rhs_self9 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self9 <= datapath_loader_mantissas[587:576];
		end
		1'd1: begin
			sync_rhs_self9 <= datapath_loader_mantissas[599:588];
		end
		2'd2: begin
			sync_rhs_self9 <= datapath_loader_mantissas[611:600];
		end
		2'd3: begin
			sync_rhs_self9 <= datapath_loader_mantissas[623:612];
		end
		default: begin
			sync_rhs_self9 <= datapath_loader_mantissas[635:624];
		end
	endcase
// synthesis translate_off
	dummy_d_56 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_57;
// synthesis translate_on
always @(*) begin
	sync_rhs_self10 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self10 <= datapath_loader_mantissas[651:640];
		end
		1'd1: begin
			sync_rhs_self10 <= datapath_loader_mantissas[663:652];
		end
		2'd2: begin
			sync_rhs_self10 <= datapath_loader_mantissas[675:664];
		end
		2'd3: begin
			sync_rhs_self10 <= datapath_loader_mantissas[687:676];
		end
		default: begin
			sync_rhs_self10 <= datapath_loader_mantissas[699:688];
		end
	endcase
// synthesis translate_off
	dummy_d_57 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_58;
// synthesis translate_on
always @(*) begin
	sync_rhs_self11 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self11 <= datapath_loader_mantissas[715:704];
		end
		1'd1: begin
			sync_rhs_self11 <= datapath_loader_mantissas[727:716];
		end
		2'd2: begin
			sync_rhs_self11 <= datapath_loader_mantissas[739:728];
		end
		2'd3: begin
			sync_rhs_self11 <= datapath_loader_mantissas[751:740];
		end
		default: begin
			sync_rhs_self11 <= datapath_loader_mantissas[763:752];
		end
	endcase
// synthesis translate_off
	dummy_d_58 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_59;
// synthesis translate_on
always @(*) begin
	sync_rhs_self12 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self12 <= datapath_loader_mantissas[779:768];
		end
		1'd1: begin
			sync_rhs_self12 <= datapath_loader_mantissas[791:780];
		end
		2'd2: begin
			sync_rhs_self12 <= datapath_loader_mantissas[803:792];
		end
		2'd3: begin
			sync_rhs_self12 <= datapath_loader_mantissas[815:804];
		end
		default: begin
			sync_rhs_self12 <= datapath_loader_mantissas[827:816];
		end
	endcase
// synthesis translate_off
	dummy_d_59 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_60;
// synthesis translate_on
always @(*) begin
	sync_rhs_self13 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self13 <= datapath_loader_mantissas[843:832];
		end
		1'd1: begin
			sync_rhs_self13 <= datapath_loader_mantissas[855:844];
		end
		2'd2: begin
			sync_rhs_self13 <= datapath_loader_mantissas[867:856];
		end
		2'd3: begin
			sync_rhs_self13 <= datapath_loader_mantissas[879:868];
		end
		default: begin
			sync_rhs_self13 <= datapath_loader_mantissas[891:880];
		end
	endcase
// synthesis translate_off
	dummy_d_60 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_61;
// synthesis translate_on
always @(*) begin
	sync_rhs_self14 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self14 <= datapath_loader_mantissas[907:896];
		end
		1'd1: begin
			sync_rhs_self14 <= datapath_loader_mantissas[919:908];
		end
		2'd2: begin
			sync_rhs_self14 <= datapath_loader_mantissas[931:920];
		end
		2'd3: begin
			sync_rhs_self14 <= datapath_loader_mantissas[943:932];
		end
		default: begin
			sync_rhs_self14 <= datapath_loader_mantissas[955:944];
		end
	endcase
// synthesis translate_off
	dummy_d_61 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_62;
// synthesis translate_on
always @(*) begin
	sync_rhs_self15 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self15 <= datapath_loader_mantissas[971:960];
		end
		1'd1: begin
			sync_rhs_self15 <= datapath_loader_mantissas[983:972];
		end
		2'd2: begin
			sync_rhs_self15 <= datapath_loader_mantissas[995:984];
		end
		2'd3: begin
			sync_rhs_self15 <= datapath_loader_mantissas[1007:996];
		end
		default: begin
			sync_rhs_self15 <= datapath_loader_mantissas[1019:1008];
		end
	endcase
// synthesis translate_off
	dummy_d_62 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_63;
// synthesis translate_on
always @(*) begin
	sync_rhs_self16 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self16 <= datapath_loader_mantissas[1035:1024];
		end
		1'd1: begin
			sync_rhs_self16 <= datapath_loader_mantissas[1047:1036];
		end
		2'd2: begin
			sync_rhs_self16 <= datapath_loader_mantissas[1059:1048];
		end
		2'd3: begin
			sync_rhs_self16 <= datapath_loader_mantissas[1071:1060];
		end
		default: begin
			sync_rhs_self16 <= datapath_loader_mantissas[1083:1072];
		end
	endcase
// synthesis translate_off
	dummy_d_63 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_64;
// synthesis translate_on
always @(*) begin
	sync_rhs_self17 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self17 <= datapath_loader_mantissas[1099:1088];
		end
		1'd1: begin
			sync_rhs_self17 <= datapath_loader_mantissas[1111:1100];
		end
		2'd2: begin
			sync_rhs_self17 <= datapath_loader_mantissas[1123:1112];
		end
		2'd3: begin
			sync_rhs_self17 <= datapath_loader_mantissas[1135:1124];
		end
		default: begin
			sync_rhs_self17 <= datapath_loader_mantissas[1147:1136];
		end
	endcase
// synthesis translate_off
	dummy_d_64 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_65;
// synthesis translate_on
always @(*) begin
	sync_rhs_self18 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self18 <= datapath_loader_mantissas[1163:1152];
		end
		1'd1: begin
			sync_rhs_self18 <= datapath_loader_mantissas[1175:1164];
		end
		2'd2: begin
			sync_rhs_self18 <= datapath_loader_mantissas[1187:1176];
		end
		2'd3: begin
			sync_rhs_self18 <= datapath_loader_mantissas[1199:1188];
		end
		default: begin
			sync_rhs_self18 <= datapath_loader_mantissas[1211:1200];
		end
	endcase
// synthesis translate_off
	dummy_d_65 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_66;
// synthesis translate_on
always @(*) begin
	sync_rhs_self19 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self19 <= datapath_loader_mantissas[1227:1216];
		end
		1'd1: begin
			sync_rhs_self19 <= datapath_loader_mantissas[1239:1228];
		end
		2'd2: begin
			sync_rhs_self19 <= datapath_loader_mantissas[1251:1240];
		end
		2'd3: begin
			sync_rhs_self19 <= datapath_loader_mantissas[1263:1252];
		end
		default: begin
			sync_rhs_self19 <= datapath_loader_mantissas[1275:1264];
		end
	endcase
// synthesis translate_off
	dummy_d_66 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_67;
// synthesis translate_on
always @(*) begin
	sync_rhs_self20 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self20 <= datapath_loader_mantissas[1291:1280];
		end
		1'd1: begin
			sync_rhs_self20 <= datapath_loader_mantissas[1303:1292];
		end
		2'd2: begin
			sync_rhs_self20 <= datapath_loader_mantissas[1315:1304];
		end
		2'd3: begin
			sync_rhs_self20 <= datapath_loader_mantissas[1327:1316];
		end
		default: begin
			sync_rhs_self20 <= datapath_loader_mantissas[1339:1328];
		end
	endcase
// synthesis translate_off
	dummy_d_67 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_68;
// synthesis translate_on
always @(*) begin
	sync_rhs_self21 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self21 <= datapath_loader_mantissas[1355:1344];
		end
		1'd1: begin
			sync_rhs_self21 <= datapath_loader_mantissas[1367:1356];
		end
		2'd2: begin
			sync_rhs_self21 <= datapath_loader_mantissas[1379:1368];
		end
		2'd3: begin
			sync_rhs_self21 <= datapath_loader_mantissas[1391:1380];
		end
		default: begin
			sync_rhs_self21 <= datapath_loader_mantissas[1403:1392];
		end
	endcase
// synthesis translate_off
	dummy_d_68 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_69;
// synthesis translate_on
always @(*) begin
	sync_rhs_self22 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self22 <= datapath_loader_mantissas[1419:1408];
		end
		1'd1: begin
			sync_rhs_self22 <= datapath_loader_mantissas[1431:1420];
		end
		2'd2: begin
			sync_rhs_self22 <= datapath_loader_mantissas[1443:1432];
		end
		2'd3: begin
			sync_rhs_self22 <= datapath_loader_mantissas[1455:1444];
		end
		default: begin
			sync_rhs_self22 <= datapath_loader_mantissas[1467:1456];
		end
	endcase
// synthesis translate_off
	dummy_d_69 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_70;
// synthesis translate_on
always @(*) begin
	sync_rhs_self23 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self23 <= datapath_loader_mantissas[1483:1472];
		end
		1'd1: begin
			sync_rhs_self23 <= datapath_loader_mantissas[1495:1484];
		end
		2'd2: begin
			sync_rhs_self23 <= datapath_loader_mantissas[1507:1496];
		end
		2'd3: begin
			sync_rhs_self23 <= datapath_loader_mantissas[1519:1508];
		end
		default: begin
			sync_rhs_self23 <= datapath_loader_mantissas[1531:1520];
		end
	endcase
// synthesis translate_off
	dummy_d_70 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_71;
// synthesis translate_on
always @(*) begin
	sync_rhs_self24 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self24 <= datapath_loader_mantissas[1547:1536];
		end
		1'd1: begin
			sync_rhs_self24 <= datapath_loader_mantissas[1559:1548];
		end
		2'd2: begin
			sync_rhs_self24 <= datapath_loader_mantissas[1571:1560];
		end
		2'd3: begin
			sync_rhs_self24 <= datapath_loader_mantissas[1583:1572];
		end
		default: begin
			sync_rhs_self24 <= datapath_loader_mantissas[1595:1584];
		end
	endcase
// synthesis translate_off
	dummy_d_71 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_72;
// synthesis translate_on
always @(*) begin
	sync_rhs_self25 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self25 <= datapath_loader_mantissas[1611:1600];
		end
		1'd1: begin
			sync_rhs_self25 <= datapath_loader_mantissas[1623:1612];
		end
		2'd2: begin
			sync_rhs_self25 <= datapath_loader_mantissas[1635:1624];
		end
		2'd3: begin
			sync_rhs_self25 <= datapath_loader_mantissas[1647:1636];
		end
		default: begin
			sync_rhs_self25 <= datapath_loader_mantissas[1659:1648];
		end
	endcase
// synthesis translate_off
	dummy_d_72 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_73;
// synthesis translate_on
always @(*) begin
	sync_rhs_self26 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self26 <= datapath_loader_mantissas[1675:1664];
		end
		1'd1: begin
			sync_rhs_self26 <= datapath_loader_mantissas[1687:1676];
		end
		2'd2: begin
			sync_rhs_self26 <= datapath_loader_mantissas[1699:1688];
		end
		2'd3: begin
			sync_rhs_self26 <= datapath_loader_mantissas[1711:1700];
		end
		default: begin
			sync_rhs_self26 <= datapath_loader_mantissas[1723:1712];
		end
	endcase
// synthesis translate_off
	dummy_d_73 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_74;
// synthesis translate_on
always @(*) begin
	sync_rhs_self27 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self27 <= datapath_loader_mantissas[1739:1728];
		end
		1'd1: begin
			sync_rhs_self27 <= datapath_loader_mantissas[1751:1740];
		end
		2'd2: begin
			sync_rhs_self27 <= datapath_loader_mantissas[1763:1752];
		end
		2'd3: begin
			sync_rhs_self27 <= datapath_loader_mantissas[1775:1764];
		end
		default: begin
			sync_rhs_self27 <= datapath_loader_mantissas[1787:1776];
		end
	endcase
// synthesis translate_off
	dummy_d_74 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_75;
// synthesis translate_on
always @(*) begin
	sync_rhs_self28 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self28 <= datapath_loader_mantissas[1803:1792];
		end
		1'd1: begin
			sync_rhs_self28 <= datapath_loader_mantissas[1815:1804];
		end
		2'd2: begin
			sync_rhs_self28 <= datapath_loader_mantissas[1827:1816];
		end
		2'd3: begin
			sync_rhs_self28 <= datapath_loader_mantissas[1839:1828];
		end
		default: begin
			sync_rhs_self28 <= datapath_loader_mantissas[1851:1840];
		end
	endcase
// synthesis translate_off
	dummy_d_75 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_76;
// synthesis translate_on
always @(*) begin
	sync_rhs_self29 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self29 <= datapath_loader_mantissas[1867:1856];
		end
		1'd1: begin
			sync_rhs_self29 <= datapath_loader_mantissas[1879:1868];
		end
		2'd2: begin
			sync_rhs_self29 <= datapath_loader_mantissas[1891:1880];
		end
		2'd3: begin
			sync_rhs_self29 <= datapath_loader_mantissas[1903:1892];
		end
		default: begin
			sync_rhs_self29 <= datapath_loader_mantissas[1915:1904];
		end
	endcase
// synthesis translate_off
	dummy_d_76 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_77;
// synthesis translate_on
always @(*) begin
	sync_rhs_self30 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self30 <= datapath_loader_mantissas[1931:1920];
		end
		1'd1: begin
			sync_rhs_self30 <= datapath_loader_mantissas[1943:1932];
		end
		2'd2: begin
			sync_rhs_self30 <= datapath_loader_mantissas[1955:1944];
		end
		2'd3: begin
			sync_rhs_self30 <= datapath_loader_mantissas[1967:1956];
		end
		default: begin
			sync_rhs_self30 <= datapath_loader_mantissas[1979:1968];
		end
	endcase
// synthesis translate_off
	dummy_d_77 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_78;
// synthesis translate_on
always @(*) begin
	sync_rhs_self31 <= 12'd0;
	case (datapath_loader_index)
		1'd0: begin
			sync_rhs_self31 <= datapath_loader_mantissas[1995:1984];
		end
		1'd1: begin
			sync_rhs_self31 <= datapath_loader_mantissas[2007:1996];
		end
		2'd2: begin
			sync_rhs_self31 <= datapath_loader_mantissas[2019:2008];
		end
		2'd3: begin
			sync_rhs_self31 <= datapath_loader_mantissas[2031:2020];
		end
		default: begin
			sync_rhs_self31 <= datapath_loader_mantissas[2043:2032];
		end
	endcase
// synthesis translate_off
	dummy_d_78 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_79;
// synthesis translate_on
always @(*) begin
	sync_cases_self0 <= 14'sd0;
	case (datapath_loader_again_stage1)
		1'd0: begin
			sync_cases_self0 <= datapath_loader_geometry0;
		end
		1'd1: begin
			sync_cases_self0 <= datapath_loader_geometry2;
		end
		2'd2: begin
			sync_cases_self0 <= datapath_loader_geometry4;
		end
		2'd3: begin
			sync_cases_self0 <= datapath_loader_geometry6;
		end
		3'd4: begin
			sync_cases_self0 <= datapath_loader_geometry1;
		end
		3'd5: begin
			sync_cases_self0 <= datapath_loader_geometry3;
		end
		3'd6: begin
			sync_cases_self0 <= datapath_loader_geometry5;
		end
		default: begin
			sync_cases_self0 <= datapath_loader_geometry7;
		end
	endcase
// synthesis translate_off
	dummy_d_79 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_80;
// synthesis translate_on
always @(*) begin
	sync_cases_self1 <= 18'sd0;
	case (datapath_loader_again_stage1[1:0])
		1'd0: begin
			sync_cases_self1 <= datapath_loader_rounds0;
		end
		1'd1: begin
			sync_cases_self1 <= datapath_loader_rounds1;
		end
		2'd2: begin
			sync_cases_self1 <= datapath_loader_rounds2;
		end
		default: begin
			sync_cases_self1 <= datapath_loader_rounds3;
		end
	endcase
// synthesis translate_off
	dummy_d_80 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_81;
// synthesis translate_on
always @(*) begin
	sync_cases_self2 <= 18'sd0;
	case (datapath_loader_again_stage1[0])
		1'd0: begin
			sync_cases_self2 <= datapath_loader_pairs0;
		end
		default: begin
			sync_cases_self2 <= datapath_loader_pairs1;
		end
	endcase
// synthesis translate_off
	dummy_d_81 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_82;
// synthesis translate_on
always @(*) begin
	sync_rhs_self32 <= 1'd0;
	case (datapath_loader_group1)
		1'd0: begin
			sync_rhs_self32 <= 1'd0;
		end
		1'd1: begin
			sync_rhs_self32 <= 1'd0;
		end
		2'd2: begin
			sync_rhs_self32 <= 1'd0;
		end
		2'd3: begin
			sync_rhs_self32 <= 1'd0;
		end
		default: begin
			sync_rhs_self32 <= 1'd0;
		end
	endcase
// synthesis translate_off
	dummy_d_82 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_83;
// synthesis translate_on
always @(*) begin
	sync_rhs_self33 <= 1'd0;
	case (datapath_loader_group1)
		1'd0: begin
			sync_rhs_self33 <= 1'd0;
		end
		1'd1: begin
			sync_rhs_self33 <= 1'd1;
		end
		2'd2: begin
			sync_rhs_self33 <= 1'd1;
		end
		2'd3: begin
			sync_rhs_self33 <= 1'd0;
		end
		default: begin
			sync_rhs_self33 <= 1'd1;
		end
	endcase
// synthesis translate_off
	dummy_d_83 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_84;
// synthesis translate_on
always @(*) begin
	sync_rhs_self34 <= 1'd0;
	case ((datapath_issue_bank ^ datapath_issue_slice_ends))
		1'd0: begin
			sync_rhs_self34 <= sync_slice_proxy1[0];
		end
		default: begin
			sync_rhs_self34 <= sync_slice_proxy2[1];
		end
	endcase
// synthesis translate_off
	dummy_d_84 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_85;
// synthesis translate_on
always @(*) begin
	sync_t_self0 <= 2'd0;
	case (datapath_issue_group1)
		1'd0: begin
			sync_t_self0 <= 1'd0;
		end
		1'd1: begin
			sync_t_self0 <= 2'd3;
		end
		2'd2: begin
			sync_t_self0 <= 1'd1;
		end
		2'd3: begin
			sync_t_self0 <= 1'd0;
		end
		default: begin
			sync_t_self0 <= 2'd3;
		end
	endcase
// synthesis translate_off
	dummy_d_85 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_86;
// synthesis translate_on
always @(*) begin
	sync_t_self1 <= 1'd0;
	case (datapath_issue_group1)
		1'd0: begin
			sync_t_self1 <= 1'd0;
		end
		1'd1: begin
			sync_t_self1 <= 1'd1;
		end
		2'd2: begin
			sync_t_self1 <= 1'd0;
		end
		2'd3: begin
			sync_t_self1 <= 1'd0;
		end
		default: begin
			sync_t_self1 <= 1'd1;
		end
	endcase
// synthesis translate_off
	dummy_d_86 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_87;
// synthesis translate_on
always @(*) begin
	sync_t_self2 <= 2'd0;
	case (datapath_issue_group1)
		1'd0: begin
			sync_t_self2 <= 1'd0;
		end
		1'd1: begin
			sync_t_self2 <= 2'd3;
		end
		2'd2: begin
			sync_t_self2 <= 1'd1;
		end
		2'd3: begin
			sync_t_self2 <= 1'd0;
		end
		default: begin
			sync_t_self2 <= 2'd3;
		end
	endcase
// synthesis translate_off
	dummy_d_87 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_88;
// synthesis translate_on
always @(*) begin
	sync_t_self3 <= 1'd0;
	case (datapath_issue_group1)
		1'd0: begin
			sync_t_self3 <= 1'd0;
		end
		1'd1: begin
			sync_t_self3 <= 1'd1;
		end
		2'd2: begin
			sync_t_self3 <= 1'd0;
		end
		2'd3: begin
			sync_t_self3 <= 1'd0;
		end
		default: begin
			sync_t_self3 <= 1'd1;
		end
	endcase
// synthesis translate_off
	dummy_d_88 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_89;
// synthesis translate_on
always @(*) begin
	sync_rhs_self35 <= 16'd0;
	case (datapath_datapath_record4_lane1)
		1'd0: begin
			sync_rhs_self35 <= datapath_datapath_scale_word[15:0];
		end
		1'd1: begin
			sync_rhs_self35 <= datapath_datapath_scale_word[31:16];
		end
		2'd2: begin
			sync_rhs_self35 <= datapath_datapath_scale_word[47:32];
		end
		2'd3: begin
			sync_rhs_self35 <= datapath_datapath_scale_word[63:48];
		end
		3'd4: begin
			sync_rhs_self35 <= datapath_datapath_scale_word[79:64];
		end
		3'd5: begin
			sync_rhs_self35 <= datapath_datapath_scale_word[95:80];
		end
		3'd6: begin
			sync_rhs_self35 <= datapath_datapath_scale_word[111:96];
		end
		default: begin
			sync_rhs_self35 <= datapath_datapath_scale_word[127:112];
		end
	endcase
// synthesis translate_off
	dummy_d_89 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_90;
// synthesis translate_on
always @(*) begin
	sync_rhs_self36 <= 16'd0;
	case (((datapath_datapath_record4_lane1 | datapath_datapath_partner) | datapath_datapath_explicit))
		1'd0: begin
			sync_rhs_self36 <= datapath_datapath_scale_word[15:0];
		end
		1'd1: begin
			sync_rhs_self36 <= datapath_datapath_scale_word[31:16];
		end
		2'd2: begin
			sync_rhs_self36 <= datapath_datapath_scale_word[47:32];
		end
		2'd3: begin
			sync_rhs_self36 <= datapath_datapath_scale_word[63:48];
		end
		3'd4: begin
			sync_rhs_self36 <= datapath_datapath_scale_word[79:64];
		end
		3'd5: begin
			sync_rhs_self36 <= datapath_datapath_scale_word[95:80];
		end
		3'd6: begin
			sync_rhs_self36 <= datapath_datapath_scale_word[111:96];
		end
		default: begin
			sync_rhs_self36 <= datapath_datapath_scale_word[127:112];
		end
	endcase
// synthesis translate_off
	dummy_d_90 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_91;
// synthesis translate_on
always @(*) begin
	sync_t_self4 <= 32'sd0;
	case (datapath_datapath_drain_stage1)
		default: begin
			sync_t_self4 <= datapath_datapath_rowepilogue0_result;
		end
	endcase
// synthesis translate_off
	dummy_d_91 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_92;
// synthesis translate_on
always @(*) begin
	sync_t_self5 <= 32'sd0;
	case (datapath_datapath_drain_stage1)
		default: begin
			sync_t_self5 <= datapath_datapath_rowepilogue1_result;
		end
	endcase
// synthesis translate_off
	dummy_d_92 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_93;
// synthesis translate_on
always @(*) begin
	sync_t_self6 <= 32'sd0;
	case (datapath_datapath_drain_stage1)
		default: begin
			sync_t_self6 <= datapath_datapath_rowepilogue2_result;
		end
	endcase
// synthesis translate_off
	dummy_d_93 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_94;
// synthesis translate_on
always @(*) begin
	sync_t_self7 <= 32'sd0;
	case (datapath_datapath_drain_stage1)
		default: begin
			sync_t_self7 <= datapath_datapath_rowepilogue3_result;
		end
	endcase
// synthesis translate_off
	dummy_d_94 <= dummy_s;
// synthesis translate_on
end

always @(posedge sys_clk) begin
	datapath_reset <= control_flush0;
	cause0 <= {(datapath_loader_idle & (~activations_idle)), (((datapath_loader_sink_ready & (~datapath_loader_sink_valid)) & activations_idle) & (~tiles_left))};
	length0 <= (control_run & (cause0 != 1'd0));
	cause1 <= {((datapath_issue_idle & (~weights_idle)) & (~control_asked)), (datapath_issue_stall_weights & weights_idle)};
	length1 <= (control_run & (cause1 != 1'd0));
	cause2 <= {writer_excess, ((~datapath_datapath_drain_busy) & writer_starved)};
	length2 <= (control_run & (cause2 != 1'd0));
	addresses0 <= (fetch_descriptor_weights + (1'd0 * fetch_descriptor_stride));
	addresses1 <= (fetch_descriptor_weights + (1'd1 * fetch_descriptor_stride));
	tiles_left <= (tiles != 1'd0);
	if ((tiles_left & activations_sink_sink_ready)) begin
		tiles <= (tiles - 1'd1);
		tiles_left <= 1'd0;
	end
	if (control_start0) begin
		tiles <= datapath_loader_tiles;
		tiles_left <= 1'd1;
	end
	if (control_flush0) begin
		tiles <= 1'd0;
		tiles_left <= 1'd0;
	end
	if ((readport0_stray & (~captured))) begin
		captured <= 1'd1;
		value12 <= 1'd0;
		port <= 1'd0;
		client <= 1'd0;
	end
	if (((readport0_errors | reader0_splitter_refused) & (~captured))) begin
		captured <= 1'd1;
		value12 <= reader0_splitter_address;
		port <= 1'd0;
		client <= 2'd2;
	end
	if ((readport1_stray & (~captured))) begin
		captured <= 1'd1;
		value12 <= 1'd0;
		port <= 1'd1;
		client <= 1'd0;
	end
	if (((readport1_errors | reader1_splitter_refused) & (~captured))) begin
		captured <= 1'd1;
		value12 <= reader1_splitter_address;
		port <= 1'd1;
		client <= 2'd2;
	end
	if ((readport2_stray & (~captured))) begin
		captured <= 1'd1;
		value12 <= 1'd0;
		port <= 2'd2;
		client <= 1'd0;
	end
	if (((readport2_errors0 | descriptors_splitter_refused) & (~captured))) begin
		captured <= 1'd1;
		value12 <= descriptors_splitter_address;
		port <= 2'd2;
		client <= 1'd0;
	end
	if (((readport2_errors1 | activations_splitter_refused) & (~captured))) begin
		captured <= 1'd1;
		value12 <= activations_splitter_address;
		port <= 2'd2;
		client <= 1'd1;
	end
	if ((writer_stray & (~captured))) begin
		captured <= 1'd1;
		value12 <= 1'd0;
		port <= 2'd2;
		client <= 1'd0;
	end
	if (((writer_error | writer_splitter_refused) & (~captured))) begin
		captured <= 1'd1;
		value12 <= writer_splitter_address;
		port <= 2'd2;
		client <= 2'd3;
	end
	if (control_begin) begin
		captured <= 1'd0;
		value12 <= 1'd0;
		port <= 1'd0;
		client <= 1'd0;
	end
	if (stray) begin
		value13 <= (value13 + 1'd1);
	end
	count0 <= (datapath_issue_consumed & control_busy);
	if (count0) begin
		value6 <= (value6 + 1'd1);
	end
	if (control_begin) begin
		value6 <= 1'd0;
	end
	count1 <= (datapath_issue_stall_weights & control_busy);
	if (count1) begin
		value7 <= (value7 + 1'd1);
	end
	if (control_begin) begin
		value7 <= 1'd0;
	end
	count2 <= (datapath_issue_stall_tables & control_busy);
	if (count2) begin
		value8 <= (value8 + 1'd1);
	end
	if (control_begin) begin
		value8 <= 1'd0;
	end
	count3 <= (datapath_issue_stall_output & control_busy);
	if (count3) begin
		value9 <= (value9 + 1'd1);
	end
	if (control_begin) begin
		value9 <= 1'd0;
	end
	count4 <= (datapath_issue_stall_issue & control_busy);
	if (count4) begin
		value10 <= (value10 + 1'd1);
	end
	if (control_begin) begin
		value10 <= 1'd0;
	end
	count5 <= (control_busy & control_busy);
	if (count5) begin
		value5 <= (value5 + 1'd1);
	end
	if (control_begin) begin
		value5 <= 1'd0;
	end
	count6 <= (stall_control & control_busy);
	if (count6) begin
		value11 <= (value11 + 1'd1);
	end
	if (control_begin) begin
		value11 <= 1'd0;
	end
	descriptors_fits <= ((descriptors_reserved <= 6'd48) & (~descriptors_send));
	descriptors_taken <= descriptors_take;
	case ({descriptors_taken, descriptors_send})
		1'd1: begin
			descriptors_reserved <= (descriptors_reserved + descriptors_request_payload_beats);
		end
		2'd2: begin
			descriptors_reserved <= (descriptors_reserved - 2'd2);
		end
		2'd3: begin
			descriptors_reserved <= ((descriptors_reserved + descriptors_request_payload_beats) - 2'd2);
		end
	endcase
	case ({descriptors_beat, descriptors_send})
		1'd1: begin
			descriptors_flying <= (descriptors_flying + descriptors_request_payload_beats);
		end
		2'd2: begin
			descriptors_flying <= (descriptors_flying - 1'd1);
		end
		2'd3: begin
			descriptors_flying <= ((descriptors_flying + descriptors_request_payload_beats) - 1'd1);
		end
	endcase
	if (descriptors_splitter_source_ready) begin
		descriptors_splitter_source_valid <= 1'd0;
	end
	if ((descriptors_splitter_sink_valid & descriptors_splitter_sink_ready)) begin
		descriptors_splitter_address <= descriptors_splitter_sink_payload_address;
		descriptors_splitter_left <= descriptors_splitter_sink_payload_beats;
		descriptors_splitter_busy <= (descriptors_splitter_sink_payload_beats != 1'd0);
		descriptors_splitter_phase <= 1'd0;
	end else begin
		if (descriptors_splitter_busy) begin
			case (descriptors_splitter_phase)
				1'd0: begin
					descriptors_splitter_room <= (5'd16 - descriptors_splitter_address[6:3]);
					descriptors_splitter_far <= (descriptors_splitter_left[31:5] != 1'd0);
					descriptors_splitter_outside <= ((descriptors_splitter_address[31:12] < descriptors_splitter_window_base) | (descriptors_splitter_address[31:12] > descriptors_splitter_window_last));
					descriptors_splitter_phase <= 1'd1;
				end
				1'd1: begin
					descriptors_splitter_far <= (descriptors_splitter_far | (descriptors_splitter_left[4:0] > descriptors_splitter_room));
					descriptors_splitter_beats <= ((descriptors_splitter_far | (descriptors_splitter_left[4:0] > descriptors_splitter_room)) ? descriptors_splitter_room : descriptors_splitter_left[4:0]);
					descriptors_splitter_phase <= 2'd2;
				end
				2'd2: begin
					if (descriptors_splitter_outside) begin
						descriptors_splitter_refused <= 1'd1;
						descriptors_splitter_busy <= 1'd0;
					end else begin
						if ((~descriptors_splitter_source_valid)) begin
							descriptors_splitter_source_valid <= 1'd1;
							descriptors_splitter_source_payload_address <= descriptors_splitter_address;
							descriptors_splitter_source_payload_beats <= descriptors_splitter_beats;
							descriptors_splitter_address <= (descriptors_splitter_address + {descriptors_splitter_beats, 3'd0});
							descriptors_splitter_left <= (descriptors_splitter_left - descriptors_splitter_beats);
							descriptors_splitter_busy <= descriptors_splitter_far;
							descriptors_splitter_phase <= 1'd0;
						end
					end
				end
			endcase
		end
	end
	if (descriptors_splitter_flush) begin
		descriptors_splitter_busy <= 1'd0;
		descriptors_splitter_refused <= 1'd0;
	end
	if (descriptors_fifo_sink_valid) begin
		descriptors_fifo_produce <= (descriptors_fifo_produce + 1'd1);
	end
	if (descriptors_fifo_fetch) begin
		descriptors_fifo_consume <= (descriptors_fifo_consume + 1'd1);
	end
	case ({descriptors_fifo_fetch, descriptors_fifo_sink_valid})
		1'd1: begin
			descriptors_fifo_stored <= (descriptors_fifo_stored + 1'd1);
		end
		2'd2: begin
			descriptors_fifo_stored <= (descriptors_fifo_stored - 1'd1);
		end
	endcase
	descriptors_fifo_popped <= descriptors_fifo_pop;
	case ({descriptors_fifo_fetch, descriptors_fifo_popped})
		1'd1: begin
			descriptors_fifo_places <= (descriptors_fifo_places + 1'd1);
		end
		2'd2: begin
			descriptors_fifo_places <= (descriptors_fifo_places - 1'd1);
		end
	endcase
	descriptors_fifo_fetch <= ((descriptors_fifo_stored > descriptors_fifo_fetch) & (descriptors_fifo_places > descriptors_fifo_fetch));
	descriptors_fifo_data_stage0 <= descriptors_fifo_reader_dat_r;
	descriptors_fifo_data_stage1 <= descriptors_fifo_data_stage0;
	descriptors_fifo_valid_stage0 <= descriptors_fifo_fetch;
	descriptors_fifo_valid_stage1 <= descriptors_fifo_valid_stage0;
	descriptors_fifo_valid_stage2 <= descriptors_fifo_valid_stage1;
	if (descriptors_fifo_valid_stage2) begin
		descriptors_fifo_tail_adr <= (descriptors_fifo_tail_adr + 1'd1);
	end
	if (descriptors_fifo_pop) begin
		descriptors_fifo_head_adr <= (descriptors_fifo_head_adr + 1'd1);
	end
	descriptors_fifo_queued <= ((descriptors_fifo_queued + descriptors_fifo_valid_stage2) - descriptors_fifo_pop);
	if (descriptors_fifo_valid_stage2) begin
		descriptors_fifo_source_valid <= 1'd1;
	end else begin
		if ((descriptors_fifo_pop & (descriptors_fifo_queued == 1'd1))) begin
			descriptors_fifo_source_valid <= 1'd0;
		end
	end
	if (descriptors_converter_source_ready) begin
		descriptors_converter_strobe_all <= 1'd0;
	end
	if (descriptors_converter_load_part) begin
		if (((descriptors_converter_demux == 1'd1) | descriptors_converter_sink_last)) begin
			descriptors_converter_demux <= 1'd0;
			descriptors_converter_strobe_all <= 1'd1;
		end else begin
			descriptors_converter_demux <= (descriptors_converter_demux + 1'd1);
		end
	end
	if ((descriptors_converter_source_valid & descriptors_converter_source_ready)) begin
		if ((descriptors_converter_sink_valid & descriptors_converter_sink_ready)) begin
			descriptors_converter_source_first <= descriptors_converter_sink_first;
			descriptors_converter_source_last <= descriptors_converter_sink_last;
		end else begin
			descriptors_converter_source_first <= 1'd0;
			descriptors_converter_source_last <= 1'd0;
		end
	end else begin
		if ((descriptors_converter_sink_valid & descriptors_converter_sink_ready)) begin
			descriptors_converter_source_first <= (descriptors_converter_sink_first | descriptors_converter_source_first);
			descriptors_converter_source_last <= (descriptors_converter_sink_last | descriptors_converter_source_last);
		end
	end
	if (descriptors_converter_load_part) begin
		case (descriptors_converter_demux)
			1'd0: begin
				descriptors_converter_source_payload_data[63:0] <= descriptors_converter_sink_payload_data;
			end
			1'd1: begin
				descriptors_converter_source_payload_data[127:64] <= descriptors_converter_sink_payload_data;
			end
		endcase
	end
	if (descriptors_converter_load_part) begin
		descriptors_converter_source_payload_valid_token_count <= (descriptors_converter_demux + 1'd1);
	end
	activations_fits <= ((activations_reserved <= 9'd496) & (~activations_send));
	activations_taken <= activations_take;
	case ({activations_taken, activations_send})
		1'd1: begin
			activations_reserved <= (activations_reserved + activations_request_payload_beats);
		end
		2'd2: begin
			activations_reserved <= (activations_reserved - 2'd2);
		end
		2'd3: begin
			activations_reserved <= ((activations_reserved + activations_request_payload_beats) - 2'd2);
		end
	endcase
	case ({activations_beat, activations_send})
		1'd1: begin
			activations_flying <= (activations_flying + activations_request_payload_beats);
		end
		2'd2: begin
			activations_flying <= (activations_flying - 1'd1);
		end
		2'd3: begin
			activations_flying <= ((activations_flying + activations_request_payload_beats) - 1'd1);
		end
	endcase
	if (activations_splitter_source_ready) begin
		activations_splitter_source_valid <= 1'd0;
	end
	if ((activations_splitter_sink_valid & activations_splitter_sink_ready)) begin
		activations_splitter_address <= activations_splitter_sink_payload_address;
		activations_splitter_left <= activations_splitter_sink_payload_beats;
		activations_splitter_busy <= (activations_splitter_sink_payload_beats != 1'd0);
		activations_splitter_phase <= 1'd0;
	end else begin
		if (activations_splitter_busy) begin
			case (activations_splitter_phase)
				1'd0: begin
					activations_splitter_room <= (5'd16 - activations_splitter_address[6:3]);
					activations_splitter_far <= (activations_splitter_left[31:5] != 1'd0);
					activations_splitter_outside <= ((activations_splitter_address[31:12] < activations_splitter_window_base) | (activations_splitter_address[31:12] > activations_splitter_window_last));
					activations_splitter_phase <= 1'd1;
				end
				1'd1: begin
					activations_splitter_far <= (activations_splitter_far | (activations_splitter_left[4:0] > activations_splitter_room));
					activations_splitter_beats <= ((activations_splitter_far | (activations_splitter_left[4:0] > activations_splitter_room)) ? activations_splitter_room : activations_splitter_left[4:0]);
					activations_splitter_phase <= 2'd2;
				end
				2'd2: begin
					if (activations_splitter_outside) begin
						activations_splitter_refused <= 1'd1;
						activations_splitter_busy <= 1'd0;
					end else begin
						if ((~activations_splitter_source_valid)) begin
							activations_splitter_source_valid <= 1'd1;
							activations_splitter_source_payload_address <= activations_splitter_address;
							activations_splitter_source_payload_beats <= activations_splitter_beats;
							activations_splitter_address <= (activations_splitter_address + {activations_splitter_beats, 3'd0});
							activations_splitter_left <= (activations_splitter_left - activations_splitter_beats);
							activations_splitter_busy <= activations_splitter_far;
							activations_splitter_phase <= 1'd0;
						end
					end
				end
			endcase
		end
	end
	if (activations_splitter_flush) begin
		activations_splitter_busy <= 1'd0;
		activations_splitter_refused <= 1'd0;
	end
	if (activations_fifo_sink_valid) begin
		activations_fifo_produce <= (activations_fifo_produce + 1'd1);
	end
	if (activations_fifo_fetch) begin
		activations_fifo_consume <= (activations_fifo_consume + 1'd1);
	end
	case ({activations_fifo_fetch, activations_fifo_sink_valid})
		1'd1: begin
			activations_fifo_stored <= (activations_fifo_stored + 1'd1);
		end
		2'd2: begin
			activations_fifo_stored <= (activations_fifo_stored - 1'd1);
		end
	endcase
	activations_fifo_popped <= activations_fifo_pop;
	case ({activations_fifo_fetch, activations_fifo_popped})
		1'd1: begin
			activations_fifo_places <= (activations_fifo_places + 1'd1);
		end
		2'd2: begin
			activations_fifo_places <= (activations_fifo_places - 1'd1);
		end
	endcase
	activations_fifo_fetch <= ((activations_fifo_stored > activations_fifo_fetch) & (activations_fifo_places > activations_fifo_fetch));
	activations_fifo_data_stage0 <= activations_fifo_reader_dat_r;
	activations_fifo_data_stage1 <= activations_fifo_data_stage0;
	activations_fifo_valid_stage0 <= activations_fifo_fetch;
	activations_fifo_valid_stage1 <= activations_fifo_valid_stage0;
	activations_fifo_valid_stage2 <= activations_fifo_valid_stage1;
	if (activations_fifo_valid_stage2) begin
		activations_fifo_tail_adr <= (activations_fifo_tail_adr + 1'd1);
	end
	if (activations_fifo_pop) begin
		activations_fifo_head_adr <= (activations_fifo_head_adr + 1'd1);
	end
	activations_fifo_queued <= ((activations_fifo_queued + activations_fifo_valid_stage2) - activations_fifo_pop);
	if (activations_fifo_valid_stage2) begin
		activations_fifo_source_valid <= 1'd1;
	end else begin
		if ((activations_fifo_pop & (activations_fifo_queued == 1'd1))) begin
			activations_fifo_source_valid <= 1'd0;
		end
	end
	if (activations_converter_source_ready) begin
		activations_converter_strobe_all <= 1'd0;
	end
	if (activations_converter_load_part) begin
		if (((activations_converter_demux == 1'd1) | activations_converter_sink_last)) begin
			activations_converter_demux <= 1'd0;
			activations_converter_strobe_all <= 1'd1;
		end else begin
			activations_converter_demux <= (activations_converter_demux + 1'd1);
		end
	end
	if ((activations_converter_source_valid & activations_converter_source_ready)) begin
		if ((activations_converter_sink_valid & activations_converter_sink_ready)) begin
			activations_converter_source_first <= activations_converter_sink_first;
			activations_converter_source_last <= activations_converter_sink_last;
		end else begin
			activations_converter_source_first <= 1'd0;
			activations_converter_source_last <= 1'd0;
		end
	end else begin
		if ((activations_converter_sink_valid & activations_converter_sink_ready)) begin
			activations_converter_source_first <= (activations_converter_sink_first | activations_converter_source_first);
			activations_converter_source_last <= (activations_converter_sink_last | activations_converter_source_last);
		end
	end
	if (activations_converter_load_part) begin
		case (activations_converter_demux)
			1'd0: begin
				activations_converter_source_payload_data[63:0] <= activations_converter_sink_payload_data;
			end
			1'd1: begin
				activations_converter_source_payload_data[127:64] <= activations_converter_sink_payload_data;
			end
		endcase
	end
	if (activations_converter_load_part) begin
		activations_converter_source_payload_valid_token_count <= (activations_converter_demux + 1'd1);
	end
	reader0_fits <= ((reader0_reserved <= 9'd496) & (~reader0_send));
	reader0_taken <= reader0_take;
	case ({reader0_taken, reader0_send})
		1'd1: begin
			reader0_reserved <= (reader0_reserved + reader0_request_payload_beats);
		end
		2'd2: begin
			reader0_reserved <= (reader0_reserved - 1'd1);
		end
		2'd3: begin
			reader0_reserved <= ((reader0_reserved + reader0_request_payload_beats) - 1'd1);
		end
	endcase
	case ({reader0_beat, reader0_send})
		1'd1: begin
			reader0_flying <= (reader0_flying + reader0_request_payload_beats);
		end
		2'd2: begin
			reader0_flying <= (reader0_flying - 1'd1);
		end
		2'd3: begin
			reader0_flying <= ((reader0_flying + reader0_request_payload_beats) - 1'd1);
		end
	endcase
	if (reader0_splitter_source_ready) begin
		reader0_splitter_source_valid <= 1'd0;
	end
	if ((reader0_splitter_sink_valid & reader0_splitter_sink_ready)) begin
		reader0_splitter_address <= reader0_splitter_sink_payload_address;
		reader0_splitter_left <= reader0_splitter_sink_payload_beats;
		reader0_splitter_busy <= (reader0_splitter_sink_payload_beats != 1'd0);
		reader0_splitter_phase <= 1'd0;
	end else begin
		if (reader0_splitter_busy) begin
			case (reader0_splitter_phase)
				1'd0: begin
					reader0_splitter_room <= (5'd16 - reader0_splitter_address[6:3]);
					reader0_splitter_far <= (reader0_splitter_left[31:5] != 1'd0);
					reader0_splitter_outside <= ((reader0_splitter_address[31:12] < reader0_splitter_window_base) | (reader0_splitter_address[31:12] > reader0_splitter_window_last));
					reader0_splitter_phase <= 1'd1;
				end
				1'd1: begin
					reader0_splitter_far <= (reader0_splitter_far | (reader0_splitter_left[4:0] > reader0_splitter_room));
					reader0_splitter_beats <= ((reader0_splitter_far | (reader0_splitter_left[4:0] > reader0_splitter_room)) ? reader0_splitter_room : reader0_splitter_left[4:0]);
					reader0_splitter_phase <= 2'd2;
				end
				2'd2: begin
					if (reader0_splitter_outside) begin
						reader0_splitter_refused <= 1'd1;
						reader0_splitter_busy <= 1'd0;
					end else begin
						if ((~reader0_splitter_source_valid)) begin
							reader0_splitter_source_valid <= 1'd1;
							reader0_splitter_source_payload_address <= reader0_splitter_address;
							reader0_splitter_source_payload_beats <= reader0_splitter_beats;
							reader0_splitter_address <= (reader0_splitter_address + {reader0_splitter_beats, 3'd0});
							reader0_splitter_left <= (reader0_splitter_left - reader0_splitter_beats);
							reader0_splitter_busy <= reader0_splitter_far;
							reader0_splitter_phase <= 1'd0;
						end
					end
				end
			endcase
		end
	end
	if (reader0_splitter_flush) begin
		reader0_splitter_busy <= 1'd0;
		reader0_splitter_refused <= 1'd0;
	end
	if (reader0_fifo_sink_valid) begin
		reader0_fifo_produce <= (reader0_fifo_produce + 1'd1);
	end
	if (reader0_fifo_fetch) begin
		reader0_fifo_consume <= (reader0_fifo_consume + 1'd1);
	end
	case ({reader0_fifo_fetch, reader0_fifo_sink_valid})
		1'd1: begin
			reader0_fifo_stored <= (reader0_fifo_stored + 1'd1);
		end
		2'd2: begin
			reader0_fifo_stored <= (reader0_fifo_stored - 1'd1);
		end
	endcase
	reader0_fifo_popped <= reader0_fifo_pop;
	case ({reader0_fifo_fetch, reader0_fifo_popped})
		1'd1: begin
			reader0_fifo_places <= (reader0_fifo_places + 1'd1);
		end
		2'd2: begin
			reader0_fifo_places <= (reader0_fifo_places - 1'd1);
		end
	endcase
	reader0_fifo_fetch <= ((reader0_fifo_stored > reader0_fifo_fetch) & (reader0_fifo_places > reader0_fifo_fetch));
	reader0_fifo_data_stage0 <= reader0_fifo_reader_dat_r;
	reader0_fifo_data_stage1 <= reader0_fifo_data_stage0;
	reader0_fifo_valid_stage0 <= reader0_fifo_fetch;
	reader0_fifo_valid_stage1 <= reader0_fifo_valid_stage0;
	reader0_fifo_valid_stage2 <= reader0_fifo_valid_stage1;
	if (reader0_fifo_valid_stage2) begin
		reader0_fifo_tail_adr <= (reader0_fifo_tail_adr + 1'd1);
	end
	if (reader0_fifo_pop) begin
		reader0_fifo_head_adr <= (reader0_fifo_head_adr + 1'd1);
	end
	reader0_fifo_queued <= ((reader0_fifo_queued + reader0_fifo_valid_stage2) - reader0_fifo_pop);
	if (reader0_fifo_valid_stage2) begin
		reader0_fifo_source_valid <= 1'd1;
	end else begin
		if ((reader0_fifo_pop & (reader0_fifo_queued == 1'd1))) begin
			reader0_fifo_source_valid <= 1'd0;
		end
	end
	reader1_fits <= ((reader1_reserved <= 9'd496) & (~reader1_send));
	reader1_taken <= reader1_take;
	case ({reader1_taken, reader1_send})
		1'd1: begin
			reader1_reserved <= (reader1_reserved + reader1_request_payload_beats);
		end
		2'd2: begin
			reader1_reserved <= (reader1_reserved - 1'd1);
		end
		2'd3: begin
			reader1_reserved <= ((reader1_reserved + reader1_request_payload_beats) - 1'd1);
		end
	endcase
	case ({reader1_beat, reader1_send})
		1'd1: begin
			reader1_flying <= (reader1_flying + reader1_request_payload_beats);
		end
		2'd2: begin
			reader1_flying <= (reader1_flying - 1'd1);
		end
		2'd3: begin
			reader1_flying <= ((reader1_flying + reader1_request_payload_beats) - 1'd1);
		end
	endcase
	if (reader1_splitter_source_ready) begin
		reader1_splitter_source_valid <= 1'd0;
	end
	if ((reader1_splitter_sink_valid & reader1_splitter_sink_ready)) begin
		reader1_splitter_address <= reader1_splitter_sink_payload_address;
		reader1_splitter_left <= reader1_splitter_sink_payload_beats;
		reader1_splitter_busy <= (reader1_splitter_sink_payload_beats != 1'd0);
		reader1_splitter_phase <= 1'd0;
	end else begin
		if (reader1_splitter_busy) begin
			case (reader1_splitter_phase)
				1'd0: begin
					reader1_splitter_room <= (5'd16 - reader1_splitter_address[6:3]);
					reader1_splitter_far <= (reader1_splitter_left[31:5] != 1'd0);
					reader1_splitter_outside <= ((reader1_splitter_address[31:12] < reader1_splitter_window_base) | (reader1_splitter_address[31:12] > reader1_splitter_window_last));
					reader1_splitter_phase <= 1'd1;
				end
				1'd1: begin
					reader1_splitter_far <= (reader1_splitter_far | (reader1_splitter_left[4:0] > reader1_splitter_room));
					reader1_splitter_beats <= ((reader1_splitter_far | (reader1_splitter_left[4:0] > reader1_splitter_room)) ? reader1_splitter_room : reader1_splitter_left[4:0]);
					reader1_splitter_phase <= 2'd2;
				end
				2'd2: begin
					if (reader1_splitter_outside) begin
						reader1_splitter_refused <= 1'd1;
						reader1_splitter_busy <= 1'd0;
					end else begin
						if ((~reader1_splitter_source_valid)) begin
							reader1_splitter_source_valid <= 1'd1;
							reader1_splitter_source_payload_address <= reader1_splitter_address;
							reader1_splitter_source_payload_beats <= reader1_splitter_beats;
							reader1_splitter_address <= (reader1_splitter_address + {reader1_splitter_beats, 3'd0});
							reader1_splitter_left <= (reader1_splitter_left - reader1_splitter_beats);
							reader1_splitter_busy <= reader1_splitter_far;
							reader1_splitter_phase <= 1'd0;
						end
					end
				end
			endcase
		end
	end
	if (reader1_splitter_flush) begin
		reader1_splitter_busy <= 1'd0;
		reader1_splitter_refused <= 1'd0;
	end
	if (reader1_fifo_sink_valid) begin
		reader1_fifo_produce <= (reader1_fifo_produce + 1'd1);
	end
	if (reader1_fifo_fetch) begin
		reader1_fifo_consume <= (reader1_fifo_consume + 1'd1);
	end
	case ({reader1_fifo_fetch, reader1_fifo_sink_valid})
		1'd1: begin
			reader1_fifo_stored <= (reader1_fifo_stored + 1'd1);
		end
		2'd2: begin
			reader1_fifo_stored <= (reader1_fifo_stored - 1'd1);
		end
	endcase
	reader1_fifo_popped <= reader1_fifo_pop;
	case ({reader1_fifo_fetch, reader1_fifo_popped})
		1'd1: begin
			reader1_fifo_places <= (reader1_fifo_places + 1'd1);
		end
		2'd2: begin
			reader1_fifo_places <= (reader1_fifo_places - 1'd1);
		end
	endcase
	reader1_fifo_fetch <= ((reader1_fifo_stored > reader1_fifo_fetch) & (reader1_fifo_places > reader1_fifo_fetch));
	reader1_fifo_data_stage0 <= reader1_fifo_reader_dat_r;
	reader1_fifo_data_stage1 <= reader1_fifo_data_stage0;
	reader1_fifo_valid_stage0 <= reader1_fifo_fetch;
	reader1_fifo_valid_stage1 <= reader1_fifo_valid_stage0;
	reader1_fifo_valid_stage2 <= reader1_fifo_valid_stage1;
	if (reader1_fifo_valid_stage2) begin
		reader1_fifo_tail_adr <= (reader1_fifo_tail_adr + 1'd1);
	end
	if (reader1_fifo_pop) begin
		reader1_fifo_head_adr <= (reader1_fifo_head_adr + 1'd1);
	end
	reader1_fifo_queued <= ((reader1_fifo_queued + reader1_fifo_valid_stage2) - reader1_fifo_pop);
	if (reader1_fifo_valid_stage2) begin
		reader1_fifo_source_valid <= 1'd1;
	end else begin
		if ((reader1_fifo_pop & (reader1_fifo_queued == 1'd1))) begin
			reader1_fifo_source_valid <= 1'd0;
		end
	end
	if (m0_axi_arready) begin
		m0_axi_arvalid <= 1'd0;
	end
	if ((readport0_granted & reader0_request_valid)) begin
		m0_axi_arvalid <= 1'd1;
		m0_axi_araddr <= reader0_request_payload_address;
		m0_axi_arlen <= (reader0_request_payload_beats - 1'd1);
		m0_axi_arid <= 1'd0;
	end
	readport0_data <= m0_axi_rdata;
	readport0_bad <= (m0_axi_rresp != 1'd0);
	readport0_valid <= m0_axi_rvalid;
	readport0_stray <= (readport0_valid & (~readport0_known));
	readport0_arrived <= (m0_axi_rvalid & (m0_axi_rid == 1'd0));
	if (m1_axi_arready) begin
		m1_axi_arvalid <= 1'd0;
	end
	if ((readport1_granted & reader1_request_valid)) begin
		m1_axi_arvalid <= 1'd1;
		m1_axi_araddr <= reader1_request_payload_address;
		m1_axi_arlen <= (reader1_request_payload_beats - 1'd1);
		m1_axi_arid <= 1'd0;
	end
	readport1_data <= m1_axi_rdata;
	readport1_bad <= (m1_axi_rresp != 1'd0);
	readport1_valid <= m1_axi_rvalid;
	readport1_stray <= (readport1_valid & (~readport1_known));
	readport1_arrived <= (m1_axi_rvalid & (m1_axi_rid == 1'd0));
	if (m2_axi_arready) begin
		m2_axi_arvalid <= 1'd0;
	end
	if ((readport2_granted0 & descriptors_request_valid)) begin
		m2_axi_arvalid <= 1'd1;
		m2_axi_araddr <= descriptors_request_payload_address;
		m2_axi_arlen <= (descriptors_request_payload_beats - 1'd1);
		m2_axi_arid <= 1'd0;
	end
	if ((readport2_granted1 & activations_request_valid)) begin
		m2_axi_arvalid <= 1'd1;
		m2_axi_araddr <= activations_request_payload_address;
		m2_axi_arlen <= (activations_request_payload_beats - 1'd1);
		m2_axi_arid <= 1'd1;
	end
	readport2_data <= m2_axi_rdata;
	readport2_bad <= (m2_axi_rresp != 1'd0);
	readport2_valid <= m2_axi_rvalid;
	readport2_stray <= (readport2_valid & (~readport2_known));
	readport2_arrived0 <= (m2_axi_rvalid & (m2_axi_rid == 1'd0));
	readport2_arrived1 <= (m2_axi_rvalid & (m2_axi_rid == 1'd1));
	writer_enough <= ((((writer_splitter_source_valid & (writer_spare >= writer_splitter_source_payload_beats[4:1])) & (writer_queued == 1'd0)) & (~writer_start)) & (~writer_flush));
	writer_spare <= ((writer_spare + (writer_fifo_sink_valid & writer_fifo_sink_ready)) - (writer_start ? writer_splitter_source_payload_beats[4:1] : 1'd0));
	if (writer_drop) begin
		writer_spare <= 1'd0;
	end
	if (m2_axi_awready) begin
		m2_axi_awvalid <= 1'd0;
	end
	if (writer_start) begin
		m2_axi_awvalid <= 1'd1;
		m2_axi_awaddr <= writer_splitter_source_payload_address;
		m2_axi_awlen <= (writer_splitter_source_payload_beats - 1'd1);
		writer_queued <= writer_splitter_source_payload_beats;
	end
	if ((m2_axi_wvalid & m2_axi_wready)) begin
		writer_beats <= (writer_beats - 1'd1);
	end
	if (((writer_beats == 1'd0) | writer_sent)) begin
		writer_beats <= writer_queued;
		if ((~writer_start)) begin
			writer_queued <= 1'd0;
		end
	end
	writer_pending <= ((writer_pending + writer_start) - writer_answered);
	writer_error <= (writer_answered & (m2_axi_bresp != 1'd0));
	writer_stray <= (m2_axi_bvalid & (~writer_answered));
	if (writer_splitter_source_ready) begin
		writer_splitter_source_valid <= 1'd0;
	end
	if ((writer_splitter_sink_valid & writer_splitter_sink_ready)) begin
		writer_splitter_address <= writer_splitter_sink_payload_address;
		writer_splitter_left <= writer_splitter_sink_payload_beats;
		writer_splitter_busy <= (writer_splitter_sink_payload_beats != 1'd0);
		writer_splitter_phase <= 1'd0;
	end else begin
		if (writer_splitter_busy) begin
			case (writer_splitter_phase)
				1'd0: begin
					writer_splitter_room <= (5'd16 - writer_splitter_address[6:3]);
					writer_splitter_far <= (writer_splitter_left[31:5] != 1'd0);
					writer_splitter_outside <= ((writer_splitter_address[31:12] < writer_splitter_window_base) | (writer_splitter_address[31:12] > writer_splitter_window_last));
					writer_splitter_phase <= 1'd1;
				end
				1'd1: begin
					writer_splitter_far <= (writer_splitter_far | (writer_splitter_left[4:0] > writer_splitter_room));
					writer_splitter_beats <= ((writer_splitter_far | (writer_splitter_left[4:0] > writer_splitter_room)) ? writer_splitter_room : writer_splitter_left[4:0]);
					writer_splitter_phase <= 2'd2;
				end
				2'd2: begin
					if (writer_splitter_outside) begin
						writer_splitter_refused <= 1'd1;
						writer_splitter_busy <= 1'd0;
					end else begin
						if ((~writer_splitter_source_valid)) begin
							writer_splitter_source_valid <= 1'd1;
							writer_splitter_source_payload_address <= writer_splitter_address;
							writer_splitter_source_payload_beats <= writer_splitter_beats;
							writer_splitter_address <= (writer_splitter_address + {writer_splitter_beats, 3'd0});
							writer_splitter_left <= (writer_splitter_left - writer_splitter_beats);
							writer_splitter_busy <= writer_splitter_far;
							writer_splitter_phase <= 1'd0;
						end
					end
				end
			endcase
		end
	end
	if (writer_splitter_flush) begin
		writer_splitter_busy <= 1'd0;
		writer_splitter_refused <= 1'd0;
	end
	if (((writer_fifo_syncfifo_we & writer_fifo_syncfifo_writable) & (~writer_fifo_replace))) begin
		writer_fifo_produce <= (writer_fifo_produce + 1'd1);
	end
	if (writer_fifo_do_read) begin
		writer_fifo_consume <= (writer_fifo_consume + 1'd1);
	end
	if (((writer_fifo_syncfifo_we & writer_fifo_syncfifo_writable) & (~writer_fifo_replace))) begin
		if ((~writer_fifo_do_read)) begin
			writer_fifo_level <= (writer_fifo_level + 1'd1);
		end
	end else begin
		if (writer_fifo_do_read) begin
			writer_fifo_level <= (writer_fifo_level - 1'd1);
		end
	end
	if ((descriptors_source_source_valid0 & descriptors_source_source_ready0)) begin
		fetch_store <= {descriptors_source_source_payload_data0, fetch_store[511:128]};
		fetch_count <= (fetch_count <<< 1'd1);
		fetch_done <= fetch_count[3];
	end
	if (fetch_take) begin
		fetch_count <= 1'd1;
		fetch_done <= 1'd0;
	end
	fetch_total0 <= (((fetch_descriptor_stride >>> 2'd3) * 1'd1) + (fetch_descriptor_stream_words * 1'd1));
	fetch_end0 <= ((fetch_descriptor_weights >>> 2'd3) + fetch_total0);
	fetch_total1 <= (fetch_descriptor_activation_words * 2'd2);
	fetch_end1 <= ((fetch_descriptor_activations >>> 2'd3) + fetch_total1);
	fetch_total2 <= (fetch_descriptor_output_words * 2'd2);
	fetch_end2 <= ((fetch_descriptor_output >>> 2'd3) + fetch_total2);
	fetch_fault <= 1'd0;
	fetch_found0 <= (((fetch_end0 > 30'd536870912) | (fetch_end1 > 30'd536870912)) | (fetch_end2 > 30'd536870912));
	if (fetch_found0) begin
		fetch_fault <= 3'd5;
	end
	fetch_found1 <= ((((fetch_descriptor_weights[5:0] != 1'd0) | (fetch_descriptor_activations[5:0] != 1'd0)) | (fetch_descriptor_output[5:0] != 1'd0)) | (fetch_descriptor_stride[5:0] != 1'd0));
	if (fetch_found1) begin
		fetch_fault <= 3'd4;
	end
	fetch_found2 <= (((((fetch_descriptor_rows == 1'd0) | (fetch_descriptor_rows > 3'd4)) | (fetch_descriptor_columns == 1'd0)) | (fetch_descriptor_slices == 1'd0)) | (fetch_descriptor_slices > 10'd1023));
	if (fetch_found2) begin
		fetch_fault <= 2'd3;
	end
	fetch_found3 <= ((((((fetch_descriptor_planes == 1'd0) | (fetch_descriptor_planes > 4'd8)) | (fetch_descriptor_group > 3'd4)) | (1'd0 & (fetch_descriptor_group == 3'd4))) | (fetch_descriptor_explicit & (fetch_descriptor_group == 1'd0))) | (fetch_descriptor_ternary & ((1'd0 | (fetch_descriptor_planes != 1'd1)) | (fetch_descriptor_group != 1'd0))));
	if (fetch_found3) begin
		fetch_fault <= 2'd2;
	end
	fetch_found4 <= (((fetch_descriptor_magic != 15'd19788) | (fetch_descriptor_version != 3'd4)) | (fetch_descriptor_opcode != 1'd1));
	if (fetch_found4) begin
		fetch_fault <= 1'd1;
	end
	if (datapath_compute) begin
		datapath_computed_planes <= fetch_descriptor_planes;
		datapath_computed_group <= fetch_descriptor_group;
		datapath_computed_explicit <= fetch_descriptor_explicit;
		datapath_computed_ternary <= fetch_descriptor_ternary;
		datapath_computed_rows <= fetch_descriptor_rows;
		datapath_computed_columns <= fetch_descriptor_columns;
		datapath_computed_slices <= fetch_descriptor_slices;
		datapath_computed_output <= fetch_descriptor_output;
		datapath_computed_output_words <= fetch_descriptor_output_words;
	end
	datapath_loader_tiles <= sync_slice_proxy0[25:10];
	datapath_datapath_stage <= datapath_compute;
	datapath_datapath_scale_data <= datapath_issue_sink_payload_data[127:0];
	datapath_datapath_row_enable0 <= (datapath_computed_rows > 1'd0);
	datapath_datapath_adder_enable0 <= (datapath_issue_plane_valid & datapath_datapath_row_enable0);
	datapath_datapath_adder_enable1 <= (datapath_datapath_record0_valid0 & datapath_datapath_row_enable0);
	datapath_datapath_adder_enable2 <= (datapath_datapath_record1_valid0 & datapath_datapath_row_enable0);
	datapath_datapath_row_enable1 <= (datapath_computed_rows > 1'd1);
	datapath_datapath_adder_enable3 <= (datapath_issue_plane_valid & datapath_datapath_row_enable1);
	datapath_datapath_adder_enable4 <= (datapath_datapath_record0_valid0 & datapath_datapath_row_enable1);
	datapath_datapath_adder_enable5 <= (datapath_datapath_record1_valid0 & datapath_datapath_row_enable1);
	datapath_datapath_row_enable2 <= (datapath_computed_rows > 2'd2);
	datapath_datapath_adder_enable6 <= (datapath_issue_plane_valid & datapath_datapath_row_enable2);
	datapath_datapath_adder_enable7 <= (datapath_datapath_record0_valid0 & datapath_datapath_row_enable2);
	datapath_datapath_adder_enable8 <= (datapath_datapath_record1_valid0 & datapath_datapath_row_enable2);
	datapath_datapath_row_enable3 <= (datapath_computed_rows > 2'd3);
	datapath_datapath_adder_enable9 <= (datapath_issue_plane_valid & datapath_datapath_row_enable3);
	datapath_datapath_adder_enable10 <= (datapath_datapath_record0_valid0 & datapath_datapath_row_enable3);
	datapath_datapath_adder_enable11 <= (datapath_datapath_record1_valid0 & datapath_datapath_row_enable3);
	datapath_loader_full <= ((datapath_loader_full | datapath_loader_filled) & (~datapath_loader_release));
	datapath_loader_data_d <= datapath_loader_sink_payload_data;
	datapath_loader_we <= (datapath_loader_load ? (1'd1 <<< datapath_loader_word) : 1'd0);
	if (datapath_loader_we[0]) begin
		datapath_loader_mantissas[127:0] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[1]) begin
		datapath_loader_mantissas[255:128] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[2]) begin
		datapath_loader_mantissas[383:256] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[3]) begin
		datapath_loader_mantissas[511:384] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[4]) begin
		datapath_loader_mantissas[639:512] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[5]) begin
		datapath_loader_mantissas[767:640] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[6]) begin
		datapath_loader_mantissas[895:768] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[7]) begin
		datapath_loader_mantissas[1023:896] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[8]) begin
		datapath_loader_mantissas[1151:1024] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[9]) begin
		datapath_loader_mantissas[1279:1152] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[10]) begin
		datapath_loader_mantissas[1407:1280] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[11]) begin
		datapath_loader_mantissas[1535:1408] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[12]) begin
		datapath_loader_mantissas[1663:1536] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[13]) begin
		datapath_loader_mantissas[1791:1664] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[14]) begin
		datapath_loader_mantissas[1919:1792] <= datapath_loader_data_d;
	end
	if (datapath_loader_we[15]) begin
		datapath_loader_mantissas[2047:1920] <= datapath_loader_data_d;
	end
	datapath_loader_code_d_stage0 <= datapath_loader_code;
	datapath_loader_code_d_stage1 <= datapath_loader_code_d_stage0;
	datapath_loader_add_d_stage0 <= (datapath_loader_up & (~datapath_loader_negate));
	datapath_loader_add_d_stage1 <= datapath_loader_add_d_stage0;
	datapath_loader_step_d1_stage <= datapath_loader_step;
	datapath_loader_step_d_stage <= datapath_loader_step_d1_stage;
	datapath_loader_change_d_stage0 <= (datapath_loader_step | datapath_loader_negate);
	datapath_loader_change_d_stage1 <= datapath_loader_change_d_stage0;
	datapath_loader_clear_d_stage <= datapath_loader_clear;
	datapath_loader_index <= (datapath_loader_negate ? datapath_loader_entry : datapath_loader_digit);
	datapath_loader_mantissa0 <= sync_rhs_self0;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries0 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries0 + datapath_loader_change0) : (datapath_loader_entries0 - datapath_loader_change0));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries0 <= 1'd0;
	end
	datapath_loader_mantissa1 <= sync_rhs_self1;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries1 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries1 + datapath_loader_change1) : (datapath_loader_entries1 - datapath_loader_change1));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries1 <= 1'd0;
	end
	datapath_loader_mantissa2 <= sync_rhs_self2;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries2 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries2 + datapath_loader_change2) : (datapath_loader_entries2 - datapath_loader_change2));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries2 <= 1'd0;
	end
	datapath_loader_mantissa3 <= sync_rhs_self3;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries3 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries3 + datapath_loader_change3) : (datapath_loader_entries3 - datapath_loader_change3));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries3 <= 1'd0;
	end
	datapath_loader_mantissa4 <= sync_rhs_self4;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries4 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries4 + datapath_loader_change4) : (datapath_loader_entries4 - datapath_loader_change4));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries4 <= 1'd0;
	end
	datapath_loader_mantissa5 <= sync_rhs_self5;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries5 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries5 + datapath_loader_change5) : (datapath_loader_entries5 - datapath_loader_change5));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries5 <= 1'd0;
	end
	datapath_loader_mantissa6 <= sync_rhs_self6;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries6 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries6 + datapath_loader_change6) : (datapath_loader_entries6 - datapath_loader_change6));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries6 <= 1'd0;
	end
	datapath_loader_mantissa7 <= sync_rhs_self7;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries7 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries7 + datapath_loader_change7) : (datapath_loader_entries7 - datapath_loader_change7));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries7 <= 1'd0;
	end
	datapath_loader_mantissa8 <= sync_rhs_self8;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries8 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries8 + datapath_loader_change8) : (datapath_loader_entries8 - datapath_loader_change8));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries8 <= 1'd0;
	end
	datapath_loader_mantissa9 <= sync_rhs_self9;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries9 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries9 + datapath_loader_change9) : (datapath_loader_entries9 - datapath_loader_change9));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries9 <= 1'd0;
	end
	datapath_loader_mantissa10 <= sync_rhs_self10;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries10 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries10 + datapath_loader_change10) : (datapath_loader_entries10 - datapath_loader_change10));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries10 <= 1'd0;
	end
	datapath_loader_mantissa11 <= sync_rhs_self11;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries11 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries11 + datapath_loader_change11) : (datapath_loader_entries11 - datapath_loader_change11));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries11 <= 1'd0;
	end
	datapath_loader_mantissa12 <= sync_rhs_self12;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries12 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries12 + datapath_loader_change12) : (datapath_loader_entries12 - datapath_loader_change12));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries12 <= 1'd0;
	end
	datapath_loader_mantissa13 <= sync_rhs_self13;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries13 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries13 + datapath_loader_change13) : (datapath_loader_entries13 - datapath_loader_change13));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries13 <= 1'd0;
	end
	datapath_loader_mantissa14 <= sync_rhs_self14;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries14 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries14 + datapath_loader_change14) : (datapath_loader_entries14 - datapath_loader_change14));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries14 <= 1'd0;
	end
	datapath_loader_mantissa15 <= sync_rhs_self15;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries15 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries15 + datapath_loader_change15) : (datapath_loader_entries15 - datapath_loader_change15));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries15 <= 1'd0;
	end
	datapath_loader_mantissa16 <= sync_rhs_self16;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries16 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries16 + datapath_loader_change16) : (datapath_loader_entries16 - datapath_loader_change16));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries16 <= 1'd0;
	end
	datapath_loader_mantissa17 <= sync_rhs_self17;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries17 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries17 + datapath_loader_change17) : (datapath_loader_entries17 - datapath_loader_change17));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries17 <= 1'd0;
	end
	datapath_loader_mantissa18 <= sync_rhs_self18;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries18 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries18 + datapath_loader_change18) : (datapath_loader_entries18 - datapath_loader_change18));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries18 <= 1'd0;
	end
	datapath_loader_mantissa19 <= sync_rhs_self19;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries19 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries19 + datapath_loader_change19) : (datapath_loader_entries19 - datapath_loader_change19));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries19 <= 1'd0;
	end
	datapath_loader_mantissa20 <= sync_rhs_self20;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries20 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries20 + datapath_loader_change20) : (datapath_loader_entries20 - datapath_loader_change20));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries20 <= 1'd0;
	end
	datapath_loader_mantissa21 <= sync_rhs_self21;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries21 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries21 + datapath_loader_change21) : (datapath_loader_entries21 - datapath_loader_change21));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries21 <= 1'd0;
	end
	datapath_loader_mantissa22 <= sync_rhs_self22;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries22 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries22 + datapath_loader_change22) : (datapath_loader_entries22 - datapath_loader_change22));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries22 <= 1'd0;
	end
	datapath_loader_mantissa23 <= sync_rhs_self23;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries23 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries23 + datapath_loader_change23) : (datapath_loader_entries23 - datapath_loader_change23));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries23 <= 1'd0;
	end
	datapath_loader_mantissa24 <= sync_rhs_self24;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries24 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries24 + datapath_loader_change24) : (datapath_loader_entries24 - datapath_loader_change24));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries24 <= 1'd0;
	end
	datapath_loader_mantissa25 <= sync_rhs_self25;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries25 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries25 + datapath_loader_change25) : (datapath_loader_entries25 - datapath_loader_change25));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries25 <= 1'd0;
	end
	datapath_loader_mantissa26 <= sync_rhs_self26;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries26 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries26 + datapath_loader_change26) : (datapath_loader_entries26 - datapath_loader_change26));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries26 <= 1'd0;
	end
	datapath_loader_mantissa27 <= sync_rhs_self27;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries27 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries27 + datapath_loader_change27) : (datapath_loader_entries27 - datapath_loader_change27));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries27 <= 1'd0;
	end
	datapath_loader_mantissa28 <= sync_rhs_self28;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries28 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries28 + datapath_loader_change28) : (datapath_loader_entries28 - datapath_loader_change28));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries28 <= 1'd0;
	end
	datapath_loader_mantissa29 <= sync_rhs_self29;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries29 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries29 + datapath_loader_change29) : (datapath_loader_entries29 - datapath_loader_change29));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries29 <= 1'd0;
	end
	datapath_loader_mantissa30 <= sync_rhs_self30;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries30 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries30 + datapath_loader_change30) : (datapath_loader_entries30 - datapath_loader_change30));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries30 <= 1'd0;
	end
	datapath_loader_mantissa31 <= sync_rhs_self31;
	if (datapath_loader_change_d_stage1) begin
		datapath_loader_entries31 <= (datapath_loader_add_d_stage1 ? (datapath_loader_entries31 + datapath_loader_change31) : (datapath_loader_entries31 - datapath_loader_change31));
	end
	if (datapath_loader_clear_d_stage) begin
		datapath_loader_entries31 <= 1'd0;
	end
	datapath_loader_delayed_stage0 <= datapath_loader_row0;
	datapath_loader_delayed_stage1 <= datapath_loader_delayed_stage0;
	datapath_loader_delayed_stage2 <= datapath_loader_bank0;
	datapath_loader_delayed_stage3 <= datapath_loader_delayed_stage2;
	datapath_loader_delayed_stage4 <= datapath_loader_segment;
	datapath_loader_delayed_stage5 <= datapath_loader_delayed_stage4;
	if (datapath_loader_host_tables) begin
		datapath_table_write_valid <= datapath_loader_take_entry;
		datapath_table_write_we <= (datapath_loader_take_entry ? datapath_loader_row0 : 1'd0);
		datapath_table_write_bank <= datapath_loader_bank0;
		datapath_table_write_segments <= (1'd1 <<< datapath_loader_segment);
		datapath_table_write_address <= datapath_loader_entry;
		datapath_table_write_data <= {datapath_loader_sink_payload_data[123:112], datapath_loader_sink_payload_data[107:96], datapath_loader_sink_payload_data[91:80], datapath_loader_sink_payload_data[75:64], datapath_loader_sink_payload_data[59:48], datapath_loader_sink_payload_data[43:32], datapath_loader_sink_payload_data[27:16], datapath_loader_sink_payload_data[11:0], datapath_loader_sink_payload_data[123:112], datapath_loader_sink_payload_data[107:96], datapath_loader_sink_payload_data[91:80], datapath_loader_sink_payload_data[75:64], datapath_loader_sink_payload_data[59:48], datapath_loader_sink_payload_data[43:32], datapath_loader_sink_payload_data[27:16], datapath_loader_sink_payload_data[11:0], datapath_loader_sink_payload_data[123:112], datapath_loader_sink_payload_data[107:96], datapath_loader_sink_payload_data[91:80], datapath_loader_sink_payload_data[75:64], datapath_loader_sink_payload_data[59:48], datapath_loader_sink_payload_data[43:32], datapath_loader_sink_payload_data[27:16], datapath_loader_sink_payload_data[11:0], datapath_loader_sink_payload_data[123:112], datapath_loader_sink_payload_data[107:96], datapath_loader_sink_payload_data[91:80], datapath_loader_sink_payload_data[75:64], datapath_loader_sink_payload_data[59:48], datapath_loader_sink_payload_data[43:32], datapath_loader_sink_payload_data[27:16], datapath_loader_sink_payload_data[11:0]};
	end else begin
		datapath_table_write_valid <= datapath_loader_step_d_stage;
		datapath_table_write_we <= (datapath_loader_step_d_stage ? datapath_loader_delayed_stage1 : 1'd0);
		datapath_table_write_bank <= datapath_loader_delayed_stage3;
		datapath_table_write_segments <= (4'd15 <<< datapath_loader_delayed_stage5);
		datapath_table_write_address <= datapath_loader_code_d_stage1;
		datapath_table_write_data <= {datapath_loader_entries31, datapath_loader_entries30, datapath_loader_entries29, datapath_loader_entries28, datapath_loader_entries27, datapath_loader_entries26, datapath_loader_entries25, datapath_loader_entries24, datapath_loader_entries23, datapath_loader_entries22, datapath_loader_entries21, datapath_loader_entries20, datapath_loader_entries19, datapath_loader_entries18, datapath_loader_entries17, datapath_loader_entries16, datapath_loader_entries15, datapath_loader_entries14, datapath_loader_entries13, datapath_loader_entries12, datapath_loader_entries11, datapath_loader_entries10, datapath_loader_entries9, datapath_loader_entries8, datapath_loader_entries7, datapath_loader_entries6, datapath_loader_entries5, datapath_loader_entries4, datapath_loader_entries3, datapath_loader_entries2, datapath_loader_entries1, datapath_loader_entries0};
	end
	datapath_loader_start1 <= datapath_loader_header_taken;
	datapath_loader_last_segment <= (datapath_loader_segment == (3'd4 - (datapath_loader_host_tables ? 1'd1 : 3'd4)));
	datapath_loader_last_row <= (datapath_loader_rows_left == 1'd1);
	datapath_loader_last <= ((datapath_loader_group1 == 3'd4) ? 3'd7 : 2'd3);
	if (datapath_loader_active) begin
		datapath_loader_piece <= (datapath_loader_piece + 1'd1);
		if ((datapath_loader_piece == datapath_loader_last)) begin
			datapath_loader_active <= 1'd0;
		end
	end
	if (datapath_loader_start1) begin
		datapath_loader_halves <= datapath_loader_header;
		datapath_loader_row2 <= datapath_loader_row1;
		datapath_loader_bank2 <= datapath_loader_bank1;
		datapath_loader_odd1 <= datapath_loader_odd0;
		datapath_loader_piece <= 1'd0;
		datapath_loader_active <= 1'd1;
	end
	datapath_loader_again_stage0 <= datapath_loader_piece;
	datapath_loader_again_stage1 <= datapath_loader_again_stage0;
	datapath_loader_rounds0 <= (datapath_loader_geometry0 + datapath_loader_geometry1);
	datapath_loader_rounds1 <= (datapath_loader_geometry2 + datapath_loader_geometry3);
	datapath_loader_rounds2 <= (datapath_loader_geometry4 + datapath_loader_geometry5);
	datapath_loader_rounds3 <= (datapath_loader_geometry6 + datapath_loader_geometry7);
	datapath_loader_pairs0 <= (datapath_loader_rounds0 + datapath_loader_rounds1);
	datapath_loader_pairs1 <= (datapath_loader_rounds2 + datapath_loader_rounds3);
	case (datapath_loader_group1)
		1'd1: begin
			datapath_loader_chosen <= sync_cases_self1;
		end
		2'd2: begin
			datapath_loader_chosen <= sync_cases_self2;
		end
		3'd4: begin
			datapath_loader_chosen <= sync_cases_self0;
		end
		default: begin
			datapath_loader_chosen <= (datapath_loader_pairs0 + datapath_loader_pairs1);
		end
	endcase
	datapath_loader_number_stage <= datapath_loader_again_stage1;
	datapath_loader_low_stage <= datapath_loader_down;
	datapath_loader_factor <= datapath_loader_zero1;
	datapath_loader_two <= (datapath_loader_explicit1 ? sync_rhs_self32 : sync_rhs_self33);
	datapath_loader_total <= datapath_loader_chosen;
	datapath_loader_down <= ((datapath_loader_odd1 ^ datapath_loader_uneven) & (datapath_loader_halves[4:0] != 1'd0));
	datapath_loader_lowered <= (datapath_loader_total - $signed({1'd0, datapath_loader_down}));
	datapath_loader_operand <= datapath_loader_total;
	datapath_loader_scaled <= (datapath_loader_operand * datapath_loader_factor);
	datapath_loader_geometry8 <= (datapath_loader_shifted >>> datapath_loader_halves[4:0]);
	case ({datapath_loader_low_stage, datapath_loader_halves[4:0]})
		1'd1: begin
			datapath_loader_most <= 1'sd1;
		end
		2'd2: begin
			datapath_loader_most <= 2'sd2;
		end
		2'd3: begin
			datapath_loader_most <= 3'sd4;
		end
		3'd4: begin
			datapath_loader_most <= 4'sd8;
		end
		3'd5: begin
			datapath_loader_most <= 5'sd16;
		end
		3'd6: begin
			datapath_loader_most <= 6'sd32;
		end
		3'd7: begin
			datapath_loader_most <= 7'sd64;
		end
		4'd8: begin
			datapath_loader_most <= 8'sd128;
		end
		4'd9: begin
			datapath_loader_most <= 9'sd256;
		end
		4'd10: begin
			datapath_loader_most <= 10'sd512;
		end
		4'd11: begin
			datapath_loader_most <= 11'sd1024;
		end
		4'd12: begin
			datapath_loader_most <= 12'sd2048;
		end
		4'd13: begin
			datapath_loader_most <= 13'sd4096;
		end
		4'd14: begin
			datapath_loader_most <= 14'sd8192;
		end
		4'd15: begin
			datapath_loader_most <= 15'sd16384;
		end
		5'd16: begin
			datapath_loader_most <= 16'sd32768;
		end
		5'd17: begin
			datapath_loader_most <= 17'sd65536;
		end
		5'd18: begin
			datapath_loader_most <= 18'sd131072;
		end
		5'd19: begin
			datapath_loader_most <= 19'sd262144;
		end
		5'd20: begin
			datapath_loader_most <= 20'sd524288;
		end
		5'd21: begin
			datapath_loader_most <= 21'sd1048576;
		end
		5'd22: begin
			datapath_loader_most <= 22'sd2097152;
		end
		5'd23: begin
			datapath_loader_most <= 23'sd4194304;
		end
		5'd24: begin
			datapath_loader_most <= 24'sd8388608;
		end
		5'd25: begin
			datapath_loader_most <= 25'sd16777216;
		end
		5'd26: begin
			datapath_loader_most <= 25'sd16777216;
		end
		5'd27: begin
			datapath_loader_most <= 25'sd16777216;
		end
		5'd28: begin
			datapath_loader_most <= 25'sd16777216;
		end
		5'd29: begin
			datapath_loader_most <= 25'sd16777216;
		end
		5'd30: begin
			datapath_loader_most <= 25'sd16777216;
		end
		5'd31: begin
			datapath_loader_most <= 25'sd16777216;
		end
		6'd33: begin
			datapath_loader_most <= 1'd0;
		end
		6'd34: begin
			datapath_loader_most <= 1'sd1;
		end
		6'd35: begin
			datapath_loader_most <= 3'sd5;
		end
		6'd36: begin
			datapath_loader_most <= 4'sd9;
		end
		6'd37: begin
			datapath_loader_most <= 5'sd17;
		end
		6'd38: begin
			datapath_loader_most <= 6'sd33;
		end
		6'd39: begin
			datapath_loader_most <= 7'sd65;
		end
		6'd40: begin
			datapath_loader_most <= 8'sd129;
		end
		6'd41: begin
			datapath_loader_most <= 9'sd257;
		end
		6'd42: begin
			datapath_loader_most <= 10'sd513;
		end
		6'd43: begin
			datapath_loader_most <= 11'sd1025;
		end
		6'd44: begin
			datapath_loader_most <= 12'sd2049;
		end
		6'd45: begin
			datapath_loader_most <= 13'sd4097;
		end
		6'd46: begin
			datapath_loader_most <= 14'sd8193;
		end
		6'd47: begin
			datapath_loader_most <= 15'sd16385;
		end
		6'd48: begin
			datapath_loader_most <= 16'sd32769;
		end
		6'd49: begin
			datapath_loader_most <= 17'sd65537;
		end
		6'd50: begin
			datapath_loader_most <= 18'sd131073;
		end
		6'd51: begin
			datapath_loader_most <= 19'sd262145;
		end
		6'd52: begin
			datapath_loader_most <= 20'sd524289;
		end
		6'd53: begin
			datapath_loader_most <= 21'sd1048577;
		end
		6'd54: begin
			datapath_loader_most <= 22'sd2097153;
		end
		6'd55: begin
			datapath_loader_most <= 23'sd4194305;
		end
		6'd56: begin
			datapath_loader_most <= 24'sd8388609;
		end
		6'd57: begin
			datapath_loader_most <= 25'sd16777217;
		end
		6'd58: begin
			datapath_loader_most <= 25'sd16777217;
		end
		6'd59: begin
			datapath_loader_most <= 25'sd16777217;
		end
		6'd60: begin
			datapath_loader_most <= 25'sd16777217;
		end
		6'd61: begin
			datapath_loader_most <= 25'sd16777217;
		end
		6'd62: begin
			datapath_loader_most <= 25'sd16777217;
		end
		6'd63: begin
			datapath_loader_most <= 25'sd16777217;
		end
		default: begin
			datapath_loader_most <= 1'd0;
		end
	endcase
	datapath_loader_zero2 <= (datapath_loader_scaled + datapath_loader_most);
	datapath_loader_offset <= ((~(datapath_loader_geometry8 >>> 1'd1)) + $signed({1'd0, (datapath_loader_geometry8[0] ? 1'd0 : 1'd1)}));
	datapath_loader_steps_stage0 <= datapath_loader_piece;
	datapath_loader_steps_stage1 <= datapath_loader_steps_stage0;
	datapath_loader_steps_stage2 <= datapath_loader_steps_stage1;
	datapath_loader_steps_stage3 <= datapath_loader_steps_stage2;
	datapath_loader_steps_stage4 <= datapath_loader_steps_stage3;
	datapath_loader_steps_stage5 <= datapath_loader_steps_stage4;
	datapath_loader_steps_stage6 <= datapath_loader_steps_stage5;
	datapath_loader_steps_stage7 <= datapath_loader_steps_stage6;
	datapath_loader_valid <= {datapath_loader_valid, datapath_loader_active};
	datapath_piece_write_zero <= datapath_loader_zero2;
	datapath_piece_write_other <= (datapath_loader_two ? datapath_loader_zero2 : (datapath_loader_offset <<< 1'd0));
	resetinserter_state <= resetinserter_next_state;
	if (datapath_loader_tiles_left_resetinserter_next_value_ce0) begin
		datapath_loader_tiles_left <= datapath_loader_tiles_left_resetinserter_next_value0;
	end
	if (datapath_loader_slices_left_resetinserter_next_value_ce1) begin
		datapath_loader_slices_left <= datapath_loader_slices_left_resetinserter_next_value1;
	end
	if (datapath_loader_row0_resetinserter_next_value_ce2) begin
		datapath_loader_row0 <= datapath_loader_row0_resetinserter_next_value2;
	end
	if (datapath_loader_rows_left_resetinserter_next_value_ce3) begin
		datapath_loader_rows_left <= datapath_loader_rows_left_resetinserter_next_value3;
	end
	if (datapath_loader_entry_resetinserter_t_next_value_ce0) begin
		datapath_loader_entry <= datapath_loader_entry_resetinserter_t_next_value0;
	end
	if (datapath_loader_segment_resetinserter_t_next_value_ce1) begin
		datapath_loader_segment <= datapath_loader_segment_resetinserter_t_next_value1;
	end
	if (datapath_loader_word_resetinserter_f_next_value_ce) begin
		datapath_loader_word <= datapath_loader_word_resetinserter_f_next_value;
	end
	if (datapath_loader_bank0_resetinserter_next_value_ce4) begin
		datapath_loader_bank0 <= datapath_loader_bank0_resetinserter_next_value4;
	end
	if (datapath_issue_plane_loop_ends) begin
		datapath_issue_turn <= (datapath_issue_turns & (~datapath_issue_turn));
	end
	if (datapath_issue_begin) begin
		datapath_issue_turn <= 1'd0;
	end
	datapath_issue_stage0 <= datapath_issue_start;
	datapath_issue_stage1 <= datapath_issue_stage0;
	datapath_issue_stage2 <= datapath_issue_stage1;
	datapath_issue_stage3 <= datapath_issue_stage2;
	datapath_issue_stage4 <= datapath_issue_ends0;
	datapath_issue_stage5 <= datapath_issue_stage4;
	datapath_issue_stage6 <= datapath_issue_stage5;
	datapath_issue_stage7 <= datapath_issue_stage6;
	datapath_issue_stage8 <= datapath_issue_stage7;
	datapath_issue_stage9 <= datapath_issue_stage8;
	datapath_issue_stage10 <= datapath_issue_stage9;
	datapath_issue_stage11 <= datapath_issue_stage10;
	datapath_issue_stage12 <= datapath_issue_stage11;
	datapath_issue_stage13 <= datapath_issue_stage12;
	datapath_issue_stage14 <= datapath_issue_stage13;
	datapath_issue_stage15 <= datapath_issue_stage14;
	datapath_issue_stage16 <= datapath_issue_stage15;
	datapath_issue_stage17 <= datapath_issue_stage16;
	datapath_issue_stage18 <= datapath_issue_stage17;
	datapath_issue_stage19 <= datapath_issue_stage18;
	datapath_issue_stage20 <= datapath_issue_stage19;
	datapath_issue_stage21 <= datapath_issue_stage20;
	datapath_issue_stage22 <= datapath_issue_stage21;
	datapath_issue_stage23 <= datapath_issue_stage22;
	datapath_issue_stage24 <= datapath_issue_stage23;
	datapath_issue_last_next <= (datapath_issue_left <= 11'd1024);
	datapath_issue_next_tile <= ((datapath_issue_left <= 11'd1024) ? datapath_issue_left[10:0] : 11'd1024);
	datapath_issue_column_loop_count <= ((datapath_issue_active & (~datapath_issue_slice_loop_last)) ? datapath_issue_tile : datapath_issue_next_tile);
	if ((datapath_issue_begin | datapath_issue_tile_ends)) begin
		datapath_issue_tile <= datapath_issue_next_tile;
		datapath_issue_last_tile <= datapath_issue_last_next;
		datapath_issue_left <= (datapath_issue_left - 11'd1024);
	end
	if (datapath_issue_begin) begin
		datapath_issue_active <= 1'd1;
	end
	if (datapath_issue_ends0) begin
		datapath_issue_active <= 1'd0;
		datapath_issue_done <= 1'd1;
	end
	if (datapath_issue_stage24) begin
		datapath_issue_idle <= 1'd1;
	end
	if (datapath_issue_start) begin
		datapath_issue_left <= datapath_issue_columns;
		datapath_issue_done <= 1'd0;
		datapath_issue_idle <= 1'd0;
	end
	datapath_issue_full1 <= (datapath_issue_scarce & ((datapath_issue_slice_loop_last | datapath_issue_slice_ends) | datapath_issue_begin));
	datapath_issue_narrow1 <= (datapath_issue_column_loop_count < 3'd4);
	if ((datapath_issue_explicit0 == 1'd0)) begin
		case (datapath_issue_group0)
			1'd0: begin
				datapath_issue_block_loop_count <= 1'd1;
				datapath_issue_block <= 4'd8;
			end
		endcase
	end
	if ((datapath_issue_explicit0 == 1'd0)) begin
		case (datapath_issue_group0)
			1'd1: begin
				datapath_issue_block_loop_count <= 2'd2;
				datapath_issue_block <= 3'd4;
			end
		endcase
	end
	if ((datapath_issue_explicit0 == 1'd0)) begin
		case (datapath_issue_group0)
			2'd2: begin
				datapath_issue_block_loop_count <= 3'd4;
				datapath_issue_block <= 2'd2;
			end
		endcase
	end
	if ((datapath_issue_explicit0 == 1'd0)) begin
		case (datapath_issue_group0)
			2'd3: begin
				datapath_issue_block_loop_count <= 4'd8;
				datapath_issue_block <= 1'd1;
			end
		endcase
	end
	if ((datapath_issue_explicit0 == 1'd0)) begin
		case (datapath_issue_group0)
			3'd4: begin
				datapath_issue_block_loop_count <= 1'd1;
				datapath_issue_block <= 4'd8;
			end
		endcase
	end
	if ((datapath_issue_explicit0 == 1'd1)) begin
		case (datapath_issue_group0)
			1'd0: begin
				datapath_issue_block_loop_count <= 1'd1;
				datapath_issue_block <= 4'd8;
			end
		endcase
	end
	if ((datapath_issue_explicit0 == 1'd1)) begin
		case (datapath_issue_group0)
			1'd1: begin
				datapath_issue_block_loop_count <= 1'd1;
				datapath_issue_block <= 4'd8;
			end
		endcase
	end
	if ((datapath_issue_explicit0 == 1'd1)) begin
		case (datapath_issue_group0)
			2'd2: begin
				datapath_issue_block_loop_count <= 2'd2;
				datapath_issue_block <= 3'd4;
			end
		endcase
	end
	if ((datapath_issue_explicit0 == 1'd1)) begin
		case (datapath_issue_group0)
			2'd3: begin
				datapath_issue_block_loop_count <= 3'd4;
				datapath_issue_block <= 2'd2;
			end
		endcase
	end
	if ((datapath_issue_explicit0 == 1'd1)) begin
		case (datapath_issue_group0)
			3'd4: begin
				datapath_issue_block_loop_count <= 1'd1;
				datapath_issue_block <= 4'd8;
			end
		endcase
	end
	datapath_issue_scale_we <= (datapath_issue_issued0 & datapath_issue_scale);
	if (datapath_issue_scale_we) begin
		datapath_issue_slot <= (datapath_issue_slot + 1'd1);
	end
	if (datapath_issue_issued0) begin
		datapath_issue_scale <= 1'd0;
	end
	if (datapath_issue_column_ends) begin
		datapath_issue_lane <= (datapath_issue_lane + datapath_issue_block);
	end else begin
		if (datapath_issue_plane_loop_ends) begin
			datapath_issue_lane <= (datapath_issue_explicit0 ? 1'd0 : 3'd4);
			datapath_issue_scale <= datapath_issue_explicit0;
		end
	end
	if ((datapath_issue_ends1 | datapath_issue_begin)) begin
		datapath_issue_lane <= 1'd0;
		datapath_issue_scale <= datapath_issue_scaled;
	end
	datapath_issue_used <= ((datapath_issue_used | datapath_issue_self) & datapath_issue_full0);
	datapath_issue_tables <= sync_rhs_self34;
	if (datapath_issue_slice_ends) begin
		datapath_issue_bank <= (~datapath_issue_bank);
	end
	datapath_issue_stage25 <= datapath_issue_self;
	datapath_issue_stage26 <= datapath_issue_stage25;
	datapath_issue_stage27 <= datapath_issue_stage26;
	datapath_issue_stage28 <= datapath_issue_stage27;
	datapath_issue_stage29 <= datapath_issue_stage28;
	datapath_issue_stage30 <= datapath_issue_stage29;
	datapath_issue_stage31 <= datapath_issue_stage30;
	datapath_issue_stage32 <= datapath_issue_stage31;
	datapath_issue_stage33 <= datapath_issue_stage32;
	datapath_issue_stage34 <= datapath_issue_stage33;
	datapath_issue_stage35 <= datapath_issue_stage34;
	datapath_issue_plane_valid <= (datapath_issue_issued0 & (~datapath_issue_scale));
	datapath_issue_plane_first <= datapath_issue_plane_loop_first;
	datapath_issue_plane_last <= datapath_issue_plane_loop_last;
	datapath_issue_plane_bank <= datapath_issue_bank;
	datapath_issue_plane_column <= datapath_issue_column_loop_left;
	datapath_issue_plane_clear <= datapath_issue_slice_loop_first;
	datapath_issue_plane_final <= datapath_issue_slice_loop_last;
	datapath_issue_plane_slot <= (datapath_issue_scale_we ? datapath_issue_slot : (datapath_issue_slot - 1'd1));
	datapath_issue_plane_lane <= datapath_issue_lane;
	datapath_issue_plane_turn <= datapath_issue_turn;
	datapath_issue_plane_loop_others <= (datapath_issue_plane_loop_count - 1'd1);
	datapath_issue_plane_loop_single <= (datapath_issue_plane_loop_count == 1'd1);
	if (datapath_issue_plane_loop_step) begin
		datapath_issue_plane_loop_left <= (datapath_issue_plane_loop_left - 1'd1);
		datapath_issue_plane_loop_first <= 1'd0;
		datapath_issue_plane_loop_last <= (datapath_issue_plane_loop_left == 1'd1);
	end
	if ((datapath_issue_plane_loop_begin | datapath_issue_plane_loop_ends)) begin
		datapath_issue_plane_loop_left <= datapath_issue_plane_loop_others;
		datapath_issue_plane_loop_first <= 1'd1;
		datapath_issue_plane_loop_last <= datapath_issue_plane_loop_single;
	end
	datapath_issue_column_loop_others <= (datapath_issue_column_loop_count - 1'd1);
	datapath_issue_column_loop_single <= (datapath_issue_column_loop_count == 1'd1);
	if (datapath_issue_column_loop_step) begin
		datapath_issue_column_loop_left <= (datapath_issue_column_loop_left - 1'd1);
		datapath_issue_column_loop_first <= 1'd0;
		datapath_issue_column_loop_last <= (datapath_issue_column_loop_left == 1'd1);
	end
	if ((datapath_issue_column_loop_begin | datapath_issue_column_loop_ends)) begin
		datapath_issue_column_loop_left <= datapath_issue_column_loop_others;
		datapath_issue_column_loop_first <= 1'd1;
		datapath_issue_column_loop_last <= datapath_issue_column_loop_single;
	end
	datapath_issue_slice_loop_others <= (datapath_issue_slice_loop_count - 1'd1);
	datapath_issue_slice_loop_single <= (datapath_issue_slice_loop_count == 1'd1);
	if (datapath_issue_slice_loop_step) begin
		datapath_issue_slice_loop_left <= (datapath_issue_slice_loop_left - 1'd1);
		datapath_issue_slice_loop_first <= 1'd0;
		datapath_issue_slice_loop_last <= (datapath_issue_slice_loop_left == 1'd1);
	end
	if ((datapath_issue_slice_loop_begin | datapath_issue_slice_loop_ends)) begin
		datapath_issue_slice_loop_left <= datapath_issue_slice_loop_others;
		datapath_issue_slice_loop_first <= 1'd1;
		datapath_issue_slice_loop_last <= datapath_issue_slice_loop_single;
	end
	if ((datapath_issue_pause != 1'd0)) begin
		datapath_issue_pause <= (datapath_issue_pause - 1'd1);
	end
	if ((datapath_issue_pause <= 1'd1)) begin
		datapath_issue_held <= 1'd0;
	end
	if (datapath_issue_column) begin
		datapath_issue_pause <= (datapath_issue_explicit1 ? sync_t_self0 : sync_t_self1);
		datapath_issue_held <= ((datapath_issue_explicit1 ? sync_t_self2 : sync_t_self3) != 1'd0);
		if ((datapath_issue_slice & datapath_issue_narrow0)) begin
			datapath_issue_pause <= 2'd3;
			datapath_issue_held <= 1'd1;
		end
	end
	datapath_issue_issued_stage <= datapath_issue_issued1;
	case ({datapath_issue_taken1, datapath_issue_issued_stage})
		1'd1: begin
			datapath_issue_places <= (datapath_issue_places - 1'd1);
		end
		2'd2: begin
			datapath_issue_places <= (datapath_issue_places + 1'd1);
		end
	endcase
	datapath_issue_block_loop_others <= (datapath_issue_block_loop_count - 1'd1);
	datapath_issue_block_loop_single <= (datapath_issue_block_loop_count == 1'd1);
	if (datapath_issue_block_loop_step) begin
		datapath_issue_block_loop_left <= (datapath_issue_block_loop_left - 1'd1);
		datapath_issue_block_loop_first <= 1'd0;
		datapath_issue_block_loop_last <= (datapath_issue_block_loop_left == 1'd1);
	end
	if ((datapath_issue_block_loop_begin | datapath_issue_block_loop_ends)) begin
		datapath_issue_block_loop_left <= datapath_issue_block_loop_others;
		datapath_issue_block_loop_first <= 1'd1;
		datapath_issue_block_loop_last <= datapath_issue_block_loop_single;
	end
	datapath_datapath_record0_valid0 <= datapath_issue_plane_valid;
	datapath_datapath_record0_first0 <= datapath_issue_plane_first;
	datapath_datapath_record0_last0 <= datapath_issue_plane_last;
	datapath_datapath_record0_bank0 <= datapath_issue_plane_bank;
	datapath_datapath_record0_column0 <= datapath_issue_plane_column;
	datapath_datapath_record0_clear0 <= datapath_issue_plane_clear;
	datapath_datapath_record0_final0 <= datapath_issue_plane_final;
	datapath_datapath_record0_slot0 <= datapath_issue_plane_slot;
	datapath_datapath_record0_lane0 <= datapath_issue_plane_lane;
	datapath_datapath_record0_turn0 <= datapath_issue_plane_turn;
	datapath_datapath_record1_valid0 <= datapath_datapath_record0_valid0;
	datapath_datapath_record1_first0 <= datapath_datapath_record0_first0;
	datapath_datapath_record1_last0 <= datapath_datapath_record0_last0;
	datapath_datapath_record1_bank0 <= datapath_datapath_record0_bank0;
	datapath_datapath_record1_column0 <= datapath_datapath_record0_column0;
	datapath_datapath_record1_clear0 <= datapath_datapath_record0_clear0;
	datapath_datapath_record1_final0 <= datapath_datapath_record0_final0;
	datapath_datapath_record1_slot0 <= datapath_datapath_record0_slot0;
	datapath_datapath_record1_lane0 <= datapath_datapath_record0_lane0;
	datapath_datapath_record1_turn0 <= datapath_datapath_record0_turn0;
	datapath_datapath_record2_valid0 <= datapath_datapath_record1_valid0;
	datapath_datapath_record2_first0 <= datapath_datapath_record1_first0;
	datapath_datapath_record2_last0 <= datapath_datapath_record1_last0;
	datapath_datapath_record2_bank0 <= datapath_datapath_record1_bank0;
	datapath_datapath_record2_column0 <= datapath_datapath_record1_column0;
	datapath_datapath_record2_clear0 <= datapath_datapath_record1_clear0;
	datapath_datapath_record2_final0 <= datapath_datapath_record1_final0;
	datapath_datapath_record2_slot0 <= datapath_datapath_record1_slot0;
	datapath_datapath_record2_lane0 <= datapath_datapath_record1_lane0;
	datapath_datapath_record2_turn0 <= datapath_datapath_record1_turn0;
	datapath_datapath_record3_valid0 <= datapath_datapath_record2_valid0;
	datapath_datapath_record3_first0 <= datapath_datapath_record2_first0;
	datapath_datapath_record3_last0 <= datapath_datapath_record2_last0;
	datapath_datapath_record3_bank0 <= datapath_datapath_record2_bank0;
	datapath_datapath_record3_column0 <= datapath_datapath_record2_column0;
	datapath_datapath_record3_clear0 <= datapath_datapath_record2_clear0;
	datapath_datapath_record3_final0 <= datapath_datapath_record2_final0;
	datapath_datapath_record3_slot0 <= datapath_datapath_record2_slot0;
	datapath_datapath_record3_lane0 <= datapath_datapath_record2_lane0;
	datapath_datapath_record3_turn0 <= datapath_datapath_record2_turn0;
	datapath_datapath_record4_valid0 <= datapath_datapath_record3_valid0;
	datapath_datapath_record4_first0 <= datapath_datapath_record3_first0;
	datapath_datapath_record4_last0 <= datapath_datapath_record3_last0;
	datapath_datapath_record4_bank0 <= datapath_datapath_record3_bank0;
	datapath_datapath_record4_column0 <= datapath_datapath_record3_column0;
	datapath_datapath_record4_clear0 <= datapath_datapath_record3_clear0;
	datapath_datapath_record4_final0 <= datapath_datapath_record3_final0;
	datapath_datapath_record4_slot0 <= datapath_datapath_record3_slot0;
	datapath_datapath_record4_lane0 <= datapath_datapath_record3_lane0;
	datapath_datapath_record4_turn0 <= datapath_datapath_record3_turn0;
	datapath_datapath_record1_valid1 <= datapath_datapath_record0_valid1;
	datapath_datapath_record1_first1 <= datapath_datapath_record0_first1;
	datapath_datapath_record1_last1 <= datapath_datapath_record0_last1;
	datapath_datapath_record1_piece <= datapath_datapath_record0_piece;
	datapath_datapath_record1_other <= datapath_datapath_record0_other;
	datapath_datapath_record1_turn1 <= datapath_datapath_record0_turn1;
	datapath_datapath_record1_bank1 <= datapath_datapath_record0_bank1;
	datapath_datapath_record1_column1 <= datapath_datapath_record0_column1;
	datapath_datapath_record1_clear1 <= datapath_datapath_record0_clear1;
	datapath_datapath_record1_final1 <= datapath_datapath_record0_final1;
	datapath_datapath_record1_slot1 <= datapath_datapath_record0_slot1;
	datapath_datapath_record1_lane1 <= datapath_datapath_record0_lane1;
	datapath_datapath_record2_valid1 <= datapath_datapath_record1_valid1;
	datapath_datapath_record2_first1 <= datapath_datapath_record1_first1;
	datapath_datapath_record2_last1 <= datapath_datapath_record1_last1;
	datapath_datapath_record2_piece <= datapath_datapath_record1_piece;
	datapath_datapath_record2_other <= datapath_datapath_record1_other;
	datapath_datapath_record2_turn1 <= datapath_datapath_record1_turn1;
	datapath_datapath_record2_bank1 <= datapath_datapath_record1_bank1;
	datapath_datapath_record2_column1 <= datapath_datapath_record1_column1;
	datapath_datapath_record2_clear1 <= datapath_datapath_record1_clear1;
	datapath_datapath_record2_final1 <= datapath_datapath_record1_final1;
	datapath_datapath_record2_slot1 <= datapath_datapath_record1_slot1;
	datapath_datapath_record2_lane1 <= datapath_datapath_record1_lane1;
	datapath_datapath_record3_valid1 <= datapath_datapath_record2_valid1;
	datapath_datapath_record3_first1 <= datapath_datapath_record2_first1;
	datapath_datapath_record3_last1 <= datapath_datapath_record2_last1;
	datapath_datapath_record3_piece <= datapath_datapath_record2_piece;
	datapath_datapath_record3_other <= datapath_datapath_record2_other;
	datapath_datapath_record3_turn1 <= datapath_datapath_record2_turn1;
	datapath_datapath_record3_bank1 <= datapath_datapath_record2_bank1;
	datapath_datapath_record3_column1 <= datapath_datapath_record2_column1;
	datapath_datapath_record3_clear1 <= datapath_datapath_record2_clear1;
	datapath_datapath_record3_final1 <= datapath_datapath_record2_final1;
	datapath_datapath_record3_slot1 <= datapath_datapath_record2_slot1;
	datapath_datapath_record3_lane1 <= datapath_datapath_record2_lane1;
	datapath_datapath_record4_valid1 <= datapath_datapath_record3_valid1;
	datapath_datapath_record4_first1 <= datapath_datapath_record3_first1;
	datapath_datapath_record4_last1 <= datapath_datapath_record3_last1;
	datapath_datapath_record4_piece <= datapath_datapath_record3_piece;
	datapath_datapath_record4_other <= datapath_datapath_record3_other;
	datapath_datapath_record4_turn1 <= datapath_datapath_record3_turn1;
	datapath_datapath_record4_bank1 <= datapath_datapath_record3_bank1;
	datapath_datapath_record4_column1 <= datapath_datapath_record3_column1;
	datapath_datapath_record4_clear1 <= datapath_datapath_record3_clear1;
	datapath_datapath_record4_final1 <= datapath_datapath_record3_final1;
	datapath_datapath_record4_slot1 <= datapath_datapath_record3_slot1;
	datapath_datapath_record4_lane1 <= datapath_datapath_record3_lane1;
	datapath_datapath_record5_valid <= datapath_datapath_record4_valid1;
	datapath_datapath_record5_first <= datapath_datapath_record4_first1;
	datapath_datapath_record5_last <= datapath_datapath_record4_last1;
	datapath_datapath_record5_piece <= datapath_datapath_record4_piece;
	datapath_datapath_record5_other <= datapath_datapath_record4_other;
	datapath_datapath_record5_turn <= datapath_datapath_record4_turn1;
	datapath_datapath_record5_bank <= datapath_datapath_record4_bank1;
	datapath_datapath_record5_column <= datapath_datapath_record4_column1;
	datapath_datapath_record5_clear <= datapath_datapath_record4_clear1;
	datapath_datapath_record5_final <= datapath_datapath_record4_final1;
	datapath_datapath_record5_slot <= datapath_datapath_record4_slot1;
	datapath_datapath_record5_lane <= datapath_datapath_record4_lane1;
	datapath_datapath_record6_valid <= datapath_datapath_record5_valid;
	datapath_datapath_record6_first <= datapath_datapath_record5_first;
	datapath_datapath_record6_last <= datapath_datapath_record5_last;
	datapath_datapath_record6_piece <= datapath_datapath_record5_piece;
	datapath_datapath_record6_other <= datapath_datapath_record5_other;
	datapath_datapath_record6_turn <= datapath_datapath_record5_turn;
	datapath_datapath_record6_bank <= datapath_datapath_record5_bank;
	datapath_datapath_record6_column <= datapath_datapath_record5_column;
	datapath_datapath_record6_clear <= datapath_datapath_record5_clear;
	datapath_datapath_record6_final <= datapath_datapath_record5_final;
	datapath_datapath_record6_slot <= datapath_datapath_record5_slot;
	datapath_datapath_record6_lane <= datapath_datapath_record5_lane;
	datapath_datapath_record7_valid <= datapath_datapath_record6_valid;
	datapath_datapath_record7_first <= datapath_datapath_record6_first;
	datapath_datapath_record7_last <= datapath_datapath_record6_last;
	datapath_datapath_record7_piece <= datapath_datapath_record6_piece;
	datapath_datapath_record7_other <= datapath_datapath_record6_other;
	datapath_datapath_record7_turn <= datapath_datapath_record6_turn;
	datapath_datapath_record7_bank <= datapath_datapath_record6_bank;
	datapath_datapath_record7_column <= datapath_datapath_record6_column;
	datapath_datapath_record7_clear <= datapath_datapath_record6_clear;
	datapath_datapath_record7_final <= datapath_datapath_record6_final;
	datapath_datapath_record7_slot <= datapath_datapath_record6_slot;
	datapath_datapath_record7_lane <= datapath_datapath_record6_lane;
	datapath_datapath_record8_valid <= datapath_datapath_record7_valid;
	datapath_datapath_record8_first <= datapath_datapath_record7_first;
	datapath_datapath_record8_last <= datapath_datapath_record7_last;
	datapath_datapath_record8_piece <= datapath_datapath_record7_piece;
	datapath_datapath_record8_other <= datapath_datapath_record7_other;
	datapath_datapath_record8_turn <= datapath_datapath_record7_turn;
	datapath_datapath_record8_bank <= datapath_datapath_record7_bank;
	datapath_datapath_record8_column <= datapath_datapath_record7_column;
	datapath_datapath_record8_clear <= datapath_datapath_record7_clear;
	datapath_datapath_record8_final <= datapath_datapath_record7_final;
	datapath_datapath_record8_slot <= datapath_datapath_record7_slot;
	datapath_datapath_record8_lane <= datapath_datapath_record7_lane;
	datapath_datapath_record9_valid <= datapath_datapath_record8_valid;
	datapath_datapath_record9_first <= datapath_datapath_record8_first;
	datapath_datapath_record9_last <= datapath_datapath_record8_last;
	datapath_datapath_record9_piece <= datapath_datapath_record8_piece;
	datapath_datapath_record9_other <= datapath_datapath_record8_other;
	datapath_datapath_record9_turn <= datapath_datapath_record8_turn;
	datapath_datapath_record9_bank <= datapath_datapath_record8_bank;
	datapath_datapath_record9_column <= datapath_datapath_record8_column;
	datapath_datapath_record9_clear <= datapath_datapath_record8_clear;
	datapath_datapath_record9_final <= datapath_datapath_record8_final;
	datapath_datapath_record9_slot <= datapath_datapath_record8_slot;
	datapath_datapath_record9_lane <= datapath_datapath_record8_lane;
	datapath_datapath_record10_valid <= datapath_datapath_record9_valid;
	datapath_datapath_record10_first <= datapath_datapath_record9_first;
	datapath_datapath_record10_last <= datapath_datapath_record9_last;
	datapath_datapath_record10_piece <= datapath_datapath_record9_piece;
	datapath_datapath_record10_other <= datapath_datapath_record9_other;
	datapath_datapath_record10_turn <= datapath_datapath_record9_turn;
	datapath_datapath_record10_bank <= datapath_datapath_record9_bank;
	datapath_datapath_record10_column <= datapath_datapath_record9_column;
	datapath_datapath_record10_clear <= datapath_datapath_record9_clear;
	datapath_datapath_record10_final <= datapath_datapath_record9_final;
	datapath_datapath_record10_slot <= datapath_datapath_record9_slot;
	datapath_datapath_record10_lane <= datapath_datapath_record9_lane;
	datapath_datapath_record11_valid <= datapath_datapath_record10_valid;
	datapath_datapath_record11_first <= datapath_datapath_record10_first;
	datapath_datapath_record11_last <= datapath_datapath_record10_last;
	datapath_datapath_record11_piece <= datapath_datapath_record10_piece;
	datapath_datapath_record11_other <= datapath_datapath_record10_other;
	datapath_datapath_record11_turn <= datapath_datapath_record10_turn;
	datapath_datapath_record11_bank <= datapath_datapath_record10_bank;
	datapath_datapath_record11_column <= datapath_datapath_record10_column;
	datapath_datapath_record11_clear <= datapath_datapath_record10_clear;
	datapath_datapath_record11_final <= datapath_datapath_record10_final;
	datapath_datapath_record11_slot <= datapath_datapath_record10_slot;
	datapath_datapath_record11_lane <= datapath_datapath_record10_lane;
	datapath_datapath_mine1 <= datapath_datapath_mine0;
	if ((datapath_datapath_record0_valid1 & (datapath_datapath_record0_piece != datapath_datapath_count))) begin
		datapath_datapath_record0_piece <= (datapath_datapath_record0_piece + 1'd1);
		datapath_datapath_record0_other <= ((datapath_datapath_record0_piece + 1'd1) | datapath_datapath_partner);
		datapath_datapath_record0_first1 <= 1'd0;
		datapath_datapath_record0_last1 <= (((datapath_datapath_record0_piece + 1'd1) == datapath_datapath_count) & (datapath_datapath_record0_turn1 == datapath_datapath_twice));
		datapath_datapath_record0_lane1 <= (datapath_datapath_record0_lane1 + datapath_datapath_lanes);
	end else begin
		datapath_datapath_record0_valid1 <= 1'd0;
	end
	if ((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0)) begin
		datapath_datapath_record0_valid1 <= 1'd1;
		datapath_datapath_record0_piece <= 1'd0;
		datapath_datapath_record0_other <= datapath_datapath_partner;
		datapath_datapath_record0_first1 <= (~datapath_datapath_record4_turn0);
		datapath_datapath_record0_last1 <= (datapath_datapath_count == 1'd0);
		datapath_datapath_record0_turn1 <= datapath_datapath_record4_turn0;
		datapath_datapath_record0_lane1 <= datapath_datapath_record4_lane0;
		datapath_datapath_record0_bank1 <= datapath_datapath_record4_bank0;
		datapath_datapath_record0_column1 <= datapath_datapath_record4_column0;
		datapath_datapath_record0_clear1 <= datapath_datapath_record4_clear0;
		datapath_datapath_record0_final1 <= datapath_datapath_record4_final0;
		datapath_datapath_record0_slot1 <= datapath_datapath_record4_slot0;
	end
	if (datapath_datapath_result) begin
		datapath_datapath_place0 <= (datapath_datapath_place0 + 1'd1);
	end
	datapath_datapath_addresses0 <= (datapath_computed_ternary ? datapath_datapath_replay_word[4:0] : {(datapath_datapath_replay_word[4] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[3] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[2] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[1] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[0] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs0 <= 1'd0;
	datapath_datapath_addresses1 <= (datapath_computed_ternary ? datapath_datapath_replay_word[9:5] : {(datapath_datapath_replay_word[9] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[8] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[7] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[6] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[5] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs1 <= 1'd0;
	datapath_datapath_addresses2 <= (datapath_computed_ternary ? datapath_datapath_replay_word[14:10] : {(datapath_datapath_replay_word[14] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[13] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[12] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[11] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[10] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs2 <= 1'd0;
	datapath_datapath_addresses3 <= (datapath_computed_ternary ? datapath_datapath_replay_word[19:15] : {(datapath_datapath_replay_word[19] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[18] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[17] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[16] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[15] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs3 <= 1'd0;
	datapath_datapath_addresses4 <= (datapath_computed_ternary ? datapath_datapath_replay_word[24:20] : {(datapath_datapath_replay_word[23] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[22] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[21] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[20] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs4 <= 1'd0;
	datapath_datapath_addresses5 <= (datapath_computed_ternary ? datapath_datapath_replay_word[29:25] : {(datapath_datapath_replay_word[27] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[26] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[25] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[24] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs5 <= 1'd0;
	datapath_datapath_addresses6 <= (datapath_computed_ternary ? datapath_datapath_replay_word[34:30] : {(datapath_datapath_replay_word[31] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[30] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[29] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[28] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs6 <= 1'd0;
	datapath_datapath_addresses7 <= (datapath_computed_ternary ? datapath_datapath_replay_word[39:35] : {(datapath_datapath_replay_word[36] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[35] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[34] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[33] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[32] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs7 <= 1'd0;
	datapath_datapath_addresses8 <= (datapath_computed_ternary ? datapath_datapath_replay_word[44:40] : {(datapath_datapath_replay_word[41] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[40] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[39] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[38] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[37] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs8 <= 1'd0;
	datapath_datapath_addresses9 <= (datapath_computed_ternary ? datapath_datapath_replay_word[49:45] : {(datapath_datapath_replay_word[46] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[45] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[44] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[43] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[42] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs9 <= 1'd0;
	datapath_datapath_addresses10 <= (datapath_computed_ternary ? datapath_datapath_replay_word[54:50] : {(datapath_datapath_replay_word[51] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[50] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[49] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[48] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[47] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs10 <= 1'd0;
	datapath_datapath_addresses11 <= (datapath_computed_ternary ? datapath_datapath_replay_word[59:55] : {(datapath_datapath_replay_word[55] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[54] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[53] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[52] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs11 <= 1'd0;
	datapath_datapath_addresses12 <= (datapath_computed_ternary ? datapath_datapath_replay_word[64:60] : {(datapath_datapath_replay_word[59] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[58] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[57] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[56] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs12 <= 1'd0;
	datapath_datapath_addresses13 <= (datapath_computed_ternary ? datapath_datapath_replay_word[69:65] : {(datapath_datapath_replay_word[63] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[62] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[61] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[60] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs13 <= 1'd0;
	datapath_datapath_addresses14 <= (datapath_computed_ternary ? datapath_datapath_replay_word[74:70] : {(datapath_datapath_replay_word[68] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[67] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[66] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[65] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[64] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs14 <= 1'd0;
	datapath_datapath_addresses15 <= (datapath_computed_ternary ? datapath_datapath_replay_word[79:75] : {(datapath_datapath_replay_word[73] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[72] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[71] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[70] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[69] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs15 <= 1'd0;
	datapath_datapath_addresses16 <= (datapath_computed_ternary ? datapath_datapath_replay_word[84:80] : {(datapath_datapath_replay_word[78] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[77] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[76] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[75] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[74] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs16 <= 1'd0;
	datapath_datapath_addresses17 <= (datapath_computed_ternary ? datapath_datapath_replay_word[89:85] : {(datapath_datapath_replay_word[83] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[82] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[81] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[80] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[79] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs17 <= 1'd0;
	datapath_datapath_addresses18 <= (datapath_computed_ternary ? datapath_datapath_replay_word[94:90] : {(datapath_datapath_replay_word[87] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[86] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[85] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[84] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs18 <= 1'd0;
	datapath_datapath_addresses19 <= (datapath_computed_ternary ? datapath_datapath_replay_word[99:95] : {(datapath_datapath_replay_word[91] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[90] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[89] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[88] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs19 <= 1'd0;
	datapath_datapath_addresses20 <= (datapath_computed_ternary ? datapath_datapath_replay_word[104:100] : {(datapath_datapath_replay_word[95] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[94] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[93] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[92] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs20 <= 1'd0;
	datapath_datapath_addresses21 <= (datapath_computed_ternary ? datapath_datapath_replay_word[109:105] : {(datapath_datapath_replay_word[100] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[99] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[98] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[97] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[96] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs21 <= 1'd0;
	datapath_datapath_addresses22 <= (datapath_computed_ternary ? datapath_datapath_replay_word[114:110] : {(datapath_datapath_replay_word[105] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[104] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[103] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[102] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[101] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs22 <= 1'd0;
	datapath_datapath_addresses23 <= (datapath_computed_ternary ? datapath_datapath_replay_word[119:115] : {(datapath_datapath_replay_word[110] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[109] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[108] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[107] & datapath_datapath_replay_keep[0]), (datapath_datapath_replay_word[106] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs23 <= 1'd0;
	datapath_datapath_addresses24 <= (datapath_computed_ternary ? datapath_datapath_replay_word[124:120] : {(datapath_datapath_replay_word[115] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[114] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[113] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[112] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[111] & datapath_datapath_replay_keep[0])});
	datapath_datapath_signs24 <= 1'd0;
	datapath_datapath_addresses25 <= (datapath_computed_ternary ? 1'd0 : {(datapath_datapath_replay_word[119] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[118] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[117] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[116] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs25 <= 1'd0;
	datapath_datapath_addresses26 <= (datapath_computed_ternary ? 1'd0 : {(datapath_datapath_replay_word[123] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[122] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[121] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[120] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs26 <= 1'd0;
	datapath_datapath_addresses27 <= (datapath_computed_ternary ? 1'd0 : {(datapath_datapath_replay_word[127] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[126] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[125] & datapath_datapath_replay_keep[1]), (datapath_datapath_replay_word[124] & datapath_datapath_replay_keep[1])});
	datapath_datapath_signs27 <= 1'd0;
	datapath_datapath_scale_word <= datapath_datapath_scale_reader_dat_r;
	datapath_datapath_scale_scale <= sync_rhs_self35;
	datapath_datapath_scale_other <= sync_rhs_self36;
	if ((datapath_datapath_group == 1'd0)) begin
		datapath_datapath_scale_scale <= 15'd16384;
	end
	if (((~datapath_datapath_explicit) & (~datapath_datapath_two))) begin
		datapath_datapath_scale_other <= 1'd0;
	end
	datapath_datapath_rowparameters0_stage <= datapath_datapath_rowparameters0_first_reader_dat_r[31:27];
	datapath_datapath_rowparameters0_two <= datapath_datapath_two;
	datapath_datapath_rowparameters0_subtract0 <= datapath_datapath_rowparameters0_first_reader_dat_r[26:0];
	datapath_datapath_rowparameters0_subtract1 <= datapath_datapath_rowparameters0_other_reader_dat_r;
	datapath_datapath_rowparameters0_now0 <= (1'd1 ? datapath_datapath_rowparameters0_stage : 1'd0);
	datapath_datapath_rowparameters0_fine0 <= datapath_datapath_rowparameters0_now0[2:0];
	datapath_datapath_rowparameters0_now1 <= (datapath_datapath_rowparameters0_two ? datapath_datapath_rowparameters0_stage : 1'd0);
	datapath_datapath_rowparameters0_fine1 <= datapath_datapath_rowparameters0_now1[2:0];
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry0 <= datapath_datapath_lookuprow0_read0;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry1 <= datapath_datapath_lookuprow0_read1;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry2 <= datapath_datapath_lookuprow0_read2;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry3 <= datapath_datapath_lookuprow0_read3;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry4 <= datapath_datapath_lookuprow0_read4;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry5 <= datapath_datapath_lookuprow0_read5;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry6 <= datapath_datapath_lookuprow0_read6;
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total0 <= (datapath_datapath_lookuprow0_entry0 + datapath_datapath_lookuprow0_entry1);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total1 <= (datapath_datapath_lookuprow0_entry2 + datapath_datapath_lookuprow0_entry3);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total2 <= (datapath_datapath_lookuprow0_entry4 + datapath_datapath_lookuprow0_entry5);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total3 <= datapath_datapath_lookuprow0_entry6;
	end
	if (datapath_datapath_adder_enable1) begin
		datapath_datapath_lookuprow0_total4 <= (datapath_datapath_lookuprow0_total0 + datapath_datapath_lookuprow0_total1);
	end
	if (datapath_datapath_adder_enable1) begin
		datapath_datapath_lookuprow0_total5 <= (datapath_datapath_lookuprow0_total2 + datapath_datapath_lookuprow0_total3);
	end
	if (datapath_datapath_adder_enable2) begin
		datapath_datapath_lookuprow0_total6 <= (datapath_datapath_lookuprow0_total4 + datapath_datapath_lookuprow0_total5);
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry7 <= datapath_datapath_lookuprow0_read7;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry8 <= datapath_datapath_lookuprow0_read8;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry9 <= datapath_datapath_lookuprow0_read9;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry10 <= datapath_datapath_lookuprow0_read10;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry11 <= datapath_datapath_lookuprow0_read11;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry12 <= datapath_datapath_lookuprow0_read12;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry13 <= datapath_datapath_lookuprow0_read13;
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total7 <= (datapath_datapath_lookuprow0_entry7 + datapath_datapath_lookuprow0_entry8);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total8 <= (datapath_datapath_lookuprow0_entry9 + datapath_datapath_lookuprow0_entry10);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total9 <= (datapath_datapath_lookuprow0_entry11 + datapath_datapath_lookuprow0_entry12);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total10 <= datapath_datapath_lookuprow0_entry13;
	end
	if (datapath_datapath_adder_enable1) begin
		datapath_datapath_lookuprow0_total11 <= (datapath_datapath_lookuprow0_total7 + datapath_datapath_lookuprow0_total8);
	end
	if (datapath_datapath_adder_enable1) begin
		datapath_datapath_lookuprow0_total12 <= (datapath_datapath_lookuprow0_total9 + datapath_datapath_lookuprow0_total10);
	end
	if (datapath_datapath_adder_enable2) begin
		datapath_datapath_lookuprow0_total13 <= (datapath_datapath_lookuprow0_total11 + datapath_datapath_lookuprow0_total12);
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry14 <= datapath_datapath_lookuprow0_read14;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry15 <= datapath_datapath_lookuprow0_read15;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry16 <= datapath_datapath_lookuprow0_read16;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry17 <= datapath_datapath_lookuprow0_read17;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry18 <= datapath_datapath_lookuprow0_read18;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry19 <= datapath_datapath_lookuprow0_read19;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry20 <= datapath_datapath_lookuprow0_read20;
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total14 <= (datapath_datapath_lookuprow0_entry14 + datapath_datapath_lookuprow0_entry15);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total15 <= (datapath_datapath_lookuprow0_entry16 + datapath_datapath_lookuprow0_entry17);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total16 <= (datapath_datapath_lookuprow0_entry18 + datapath_datapath_lookuprow0_entry19);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total17 <= datapath_datapath_lookuprow0_entry20;
	end
	if (datapath_datapath_adder_enable1) begin
		datapath_datapath_lookuprow0_total18 <= (datapath_datapath_lookuprow0_total14 + datapath_datapath_lookuprow0_total15);
	end
	if (datapath_datapath_adder_enable1) begin
		datapath_datapath_lookuprow0_total19 <= (datapath_datapath_lookuprow0_total16 + datapath_datapath_lookuprow0_total17);
	end
	if (datapath_datapath_adder_enable2) begin
		datapath_datapath_lookuprow0_total20 <= (datapath_datapath_lookuprow0_total18 + datapath_datapath_lookuprow0_total19);
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry21 <= datapath_datapath_lookuprow0_read21;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry22 <= datapath_datapath_lookuprow0_read22;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry23 <= datapath_datapath_lookuprow0_read23;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry24 <= datapath_datapath_lookuprow0_read24;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry25 <= datapath_datapath_lookuprow0_read25;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry26 <= datapath_datapath_lookuprow0_read26;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_lookuprow0_entry27 <= datapath_datapath_lookuprow0_read27;
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total21 <= (datapath_datapath_lookuprow0_entry21 + datapath_datapath_lookuprow0_entry22);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total22 <= (datapath_datapath_lookuprow0_entry23 + datapath_datapath_lookuprow0_entry24);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total23 <= (datapath_datapath_lookuprow0_entry25 + datapath_datapath_lookuprow0_entry26);
	end
	if (datapath_datapath_adder_enable0) begin
		datapath_datapath_lookuprow0_total24 <= datapath_datapath_lookuprow0_entry27;
	end
	if (datapath_datapath_adder_enable1) begin
		datapath_datapath_lookuprow0_total25 <= (datapath_datapath_lookuprow0_total21 + datapath_datapath_lookuprow0_total22);
	end
	if (datapath_datapath_adder_enable1) begin
		datapath_datapath_lookuprow0_total26 <= (datapath_datapath_lookuprow0_total23 + datapath_datapath_lookuprow0_total24);
	end
	if (datapath_datapath_adder_enable2) begin
		datapath_datapath_lookuprow0_total27 <= (datapath_datapath_lookuprow0_total25 + datapath_datapath_lookuprow0_total26);
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_combined0 <= {datapath_datapath_rowepilogue0_upper0, datapath_datapath_rowepilogue0_lower0};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_keep0 <= datapath_datapath_rowepilogue0_combined0;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_combined1 <= {datapath_datapath_rowepilogue0_upper1, datapath_datapath_rowepilogue0_lower1};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_keep1 <= datapath_datapath_rowepilogue0_combined1;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_combined2 <= {datapath_datapath_rowepilogue0_upper2, datapath_datapath_rowepilogue0_lower2};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_keep2 <= datapath_datapath_rowepilogue0_combined2;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_combined3 <= {datapath_datapath_rowepilogue0_upper3, datapath_datapath_rowepilogue0_lower3};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_keep3 <= datapath_datapath_rowepilogue0_combined3;
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_rowepilogue0_mine <= datapath_datapath_mine0;
	end
	if ((datapath_datapath_record0_valid1 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_pairs0 <= ((datapath_datapath_rowepilogue0_mine[0] ? datapath_datapath_rowepilogue0_keep0 : $signed({1'd0, 1'd0})) + (datapath_datapath_rowepilogue0_mine[1] ? datapath_datapath_rowepilogue0_keep1 : $signed({1'd0, 1'd0})));
	end
	if ((datapath_datapath_record0_valid1 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_pairs1 <= ((datapath_datapath_rowepilogue0_mine[2] ? datapath_datapath_rowepilogue0_keep2 : $signed({1'd0, 1'd0})) + (datapath_datapath_rowepilogue0_mine[3] ? datapath_datapath_rowepilogue0_keep3 : $signed({1'd0, 1'd0})));
	end
	if ((datapath_datapath_record1_valid1 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_totals0 <= (datapath_datapath_rowepilogue0_pairs0 + (datapath_datapath_rowparameters0_two ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue0_pairs1));
		datapath_datapath_rowepilogue0_totals1 <= (datapath_datapath_rowparameters0_two ? datapath_datapath_rowepilogue0_pairs1 : $signed({1'd0, 1'd0}));
	end
	if ((datapath_datapath_record2_valid1 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_enabled0 <= (datapath_datapath_rowepilogue0_difference0 >>> 1'd0);
	end
	if ((datapath_datapath_record3_valid1 & datapath_datapath_row_enable0)) begin
		case (datapath_datapath_rowparameters0_coarse0)
			1'd0: begin
				datapath_datapath_rowepilogue0_self0 <= (datapath_datapath_rowepilogue0_enabled0 >>> 1'd0);
			end
			1'd1: begin
				datapath_datapath_rowepilogue0_self0 <= (datapath_datapath_rowepilogue0_enabled0 >>> 4'd8);
			end
			2'd2: begin
				datapath_datapath_rowepilogue0_self0 <= (datapath_datapath_rowepilogue0_enabled0 >>> 5'd16);
			end
			2'd3: begin
				datapath_datapath_rowepilogue0_self0 <= (datapath_datapath_rowepilogue0_enabled0 >>> 5'd24);
			end
		endcase
	end
	if ((datapath_datapath_record4_valid1 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_fine0 <= (datapath_datapath_rowepilogue0_self0 >>> datapath_datapath_rowparameters0_fine0);
	end
	if ((datapath_datapath_record7_valid & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_keep4 <= datapath_datapath_rowepilogue0_multiplier0_product;
	end
	if ((datapath_datapath_record2_valid1 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_enabled1 <= (datapath_datapath_rowepilogue0_difference1 >>> 1'd0);
	end
	if ((datapath_datapath_record3_valid1 & datapath_datapath_row_enable0)) begin
		case (datapath_datapath_rowparameters0_coarse1)
			1'd0: begin
				datapath_datapath_rowepilogue0_self1 <= (datapath_datapath_rowepilogue0_enabled1 >>> 1'd0);
			end
			1'd1: begin
				datapath_datapath_rowepilogue0_self1 <= (datapath_datapath_rowepilogue0_enabled1 >>> 4'd8);
			end
			2'd2: begin
				datapath_datapath_rowepilogue0_self1 <= (datapath_datapath_rowepilogue0_enabled1 >>> 5'd16);
			end
			2'd3: begin
				datapath_datapath_rowepilogue0_self1 <= (datapath_datapath_rowepilogue0_enabled1 >>> 5'd24);
			end
		endcase
	end
	if ((datapath_datapath_record4_valid1 & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_fine1 <= (datapath_datapath_rowepilogue0_self1 >>> datapath_datapath_rowparameters0_fine1);
	end
	if ((datapath_datapath_record7_valid & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_keep5 <= datapath_datapath_rowepilogue0_multiplier1_product;
	end
	if ((datapath_datapath_record8_valid & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_both <= (datapath_datapath_rowepilogue0_keep4 + datapath_datapath_rowepilogue0_keep5);
	end
	if ((datapath_datapath_record9_valid & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_summed <= ((datapath_datapath_record9_first ? $signed({1'd0, 12'd2048}) : datapath_datapath_rowepilogue0_summed) + datapath_datapath_rowepilogue0_both);
	end
	datapath_datapath_rowepilogue0_result <= datapath_datapath_rowepilogue0_ready_reader_dat_r;
	datapath_datapath_rowepilogue0_stage <= datapath_datapath_rowepilogue0_old_reader_dat_r;
	if ((datapath_datapath_record10_valid & datapath_datapath_row_enable0)) begin
		datapath_datapath_rowepilogue0_new <= ($signed({1'd0, (datapath_datapath_record10_clear ? 1'd0 : datapath_datapath_rowepilogue0_stage)}) + (datapath_datapath_rowepilogue0_summed >>> 4'd12));
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_rowepilogue0_multiplier0_operands0 <= datapath_datapath_rowepilogue0_fine0;
		datapath_datapath_rowepilogue0_multiplier0_operands1 <= datapath_datapath_scale_scale;
		datapath_datapath_rowepilogue0_multiplier0_product <= (datapath_datapath_rowepilogue0_multiplier0_operands0 * datapath_datapath_rowepilogue0_multiplier0_operands1);
	end
	if (datapath_datapath_row_enable0) begin
		datapath_datapath_rowepilogue0_multiplier1_operands0 <= datapath_datapath_rowepilogue0_fine1;
		datapath_datapath_rowepilogue0_multiplier1_operands1 <= datapath_datapath_scale_other;
		datapath_datapath_rowepilogue0_multiplier1_product <= (datapath_datapath_rowepilogue0_multiplier1_operands0 * datapath_datapath_rowepilogue0_multiplier1_operands1);
	end
	datapath_datapath_rowparameters1_stage <= datapath_datapath_rowparameters1_first_reader_dat_r[31:27];
	datapath_datapath_rowparameters1_two <= datapath_datapath_two;
	datapath_datapath_rowparameters1_subtract0 <= datapath_datapath_rowparameters1_first_reader_dat_r[26:0];
	datapath_datapath_rowparameters1_subtract1 <= datapath_datapath_rowparameters1_other_reader_dat_r;
	datapath_datapath_rowparameters1_now0 <= (1'd1 ? datapath_datapath_rowparameters1_stage : 1'd0);
	datapath_datapath_rowparameters1_fine0 <= datapath_datapath_rowparameters1_now0[2:0];
	datapath_datapath_rowparameters1_now1 <= (datapath_datapath_rowparameters1_two ? datapath_datapath_rowparameters1_stage : 1'd0);
	datapath_datapath_rowparameters1_fine1 <= datapath_datapath_rowparameters1_now1[2:0];
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry0 <= datapath_datapath_lookuprow1_read0;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry1 <= datapath_datapath_lookuprow1_read1;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry2 <= datapath_datapath_lookuprow1_read2;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry3 <= datapath_datapath_lookuprow1_read3;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry4 <= datapath_datapath_lookuprow1_read4;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry5 <= datapath_datapath_lookuprow1_read5;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry6 <= datapath_datapath_lookuprow1_read6;
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total0 <= (datapath_datapath_lookuprow1_entry0 + datapath_datapath_lookuprow1_entry1);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total1 <= (datapath_datapath_lookuprow1_entry2 + datapath_datapath_lookuprow1_entry3);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total2 <= (datapath_datapath_lookuprow1_entry4 + datapath_datapath_lookuprow1_entry5);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total3 <= datapath_datapath_lookuprow1_entry6;
	end
	if (datapath_datapath_adder_enable4) begin
		datapath_datapath_lookuprow1_total4 <= (datapath_datapath_lookuprow1_total0 + datapath_datapath_lookuprow1_total1);
	end
	if (datapath_datapath_adder_enable4) begin
		datapath_datapath_lookuprow1_total5 <= (datapath_datapath_lookuprow1_total2 + datapath_datapath_lookuprow1_total3);
	end
	if (datapath_datapath_adder_enable5) begin
		datapath_datapath_lookuprow1_total6 <= (datapath_datapath_lookuprow1_total4 + datapath_datapath_lookuprow1_total5);
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry7 <= datapath_datapath_lookuprow1_read7;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry8 <= datapath_datapath_lookuprow1_read8;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry9 <= datapath_datapath_lookuprow1_read9;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry10 <= datapath_datapath_lookuprow1_read10;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry11 <= datapath_datapath_lookuprow1_read11;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry12 <= datapath_datapath_lookuprow1_read12;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry13 <= datapath_datapath_lookuprow1_read13;
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total7 <= (datapath_datapath_lookuprow1_entry7 + datapath_datapath_lookuprow1_entry8);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total8 <= (datapath_datapath_lookuprow1_entry9 + datapath_datapath_lookuprow1_entry10);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total9 <= (datapath_datapath_lookuprow1_entry11 + datapath_datapath_lookuprow1_entry12);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total10 <= datapath_datapath_lookuprow1_entry13;
	end
	if (datapath_datapath_adder_enable4) begin
		datapath_datapath_lookuprow1_total11 <= (datapath_datapath_lookuprow1_total7 + datapath_datapath_lookuprow1_total8);
	end
	if (datapath_datapath_adder_enable4) begin
		datapath_datapath_lookuprow1_total12 <= (datapath_datapath_lookuprow1_total9 + datapath_datapath_lookuprow1_total10);
	end
	if (datapath_datapath_adder_enable5) begin
		datapath_datapath_lookuprow1_total13 <= (datapath_datapath_lookuprow1_total11 + datapath_datapath_lookuprow1_total12);
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry14 <= datapath_datapath_lookuprow1_read14;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry15 <= datapath_datapath_lookuprow1_read15;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry16 <= datapath_datapath_lookuprow1_read16;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry17 <= datapath_datapath_lookuprow1_read17;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry18 <= datapath_datapath_lookuprow1_read18;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry19 <= datapath_datapath_lookuprow1_read19;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry20 <= datapath_datapath_lookuprow1_read20;
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total14 <= (datapath_datapath_lookuprow1_entry14 + datapath_datapath_lookuprow1_entry15);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total15 <= (datapath_datapath_lookuprow1_entry16 + datapath_datapath_lookuprow1_entry17);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total16 <= (datapath_datapath_lookuprow1_entry18 + datapath_datapath_lookuprow1_entry19);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total17 <= datapath_datapath_lookuprow1_entry20;
	end
	if (datapath_datapath_adder_enable4) begin
		datapath_datapath_lookuprow1_total18 <= (datapath_datapath_lookuprow1_total14 + datapath_datapath_lookuprow1_total15);
	end
	if (datapath_datapath_adder_enable4) begin
		datapath_datapath_lookuprow1_total19 <= (datapath_datapath_lookuprow1_total16 + datapath_datapath_lookuprow1_total17);
	end
	if (datapath_datapath_adder_enable5) begin
		datapath_datapath_lookuprow1_total20 <= (datapath_datapath_lookuprow1_total18 + datapath_datapath_lookuprow1_total19);
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry21 <= datapath_datapath_lookuprow1_read21;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry22 <= datapath_datapath_lookuprow1_read22;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry23 <= datapath_datapath_lookuprow1_read23;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry24 <= datapath_datapath_lookuprow1_read24;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry25 <= datapath_datapath_lookuprow1_read25;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry26 <= datapath_datapath_lookuprow1_read26;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_lookuprow1_entry27 <= datapath_datapath_lookuprow1_read27;
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total21 <= (datapath_datapath_lookuprow1_entry21 + datapath_datapath_lookuprow1_entry22);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total22 <= (datapath_datapath_lookuprow1_entry23 + datapath_datapath_lookuprow1_entry24);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total23 <= (datapath_datapath_lookuprow1_entry25 + datapath_datapath_lookuprow1_entry26);
	end
	if (datapath_datapath_adder_enable3) begin
		datapath_datapath_lookuprow1_total24 <= datapath_datapath_lookuprow1_entry27;
	end
	if (datapath_datapath_adder_enable4) begin
		datapath_datapath_lookuprow1_total25 <= (datapath_datapath_lookuprow1_total21 + datapath_datapath_lookuprow1_total22);
	end
	if (datapath_datapath_adder_enable4) begin
		datapath_datapath_lookuprow1_total26 <= (datapath_datapath_lookuprow1_total23 + datapath_datapath_lookuprow1_total24);
	end
	if (datapath_datapath_adder_enable5) begin
		datapath_datapath_lookuprow1_total27 <= (datapath_datapath_lookuprow1_total25 + datapath_datapath_lookuprow1_total26);
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_combined0 <= {datapath_datapath_rowepilogue1_upper0, datapath_datapath_rowepilogue1_lower0};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_keep0 <= datapath_datapath_rowepilogue1_combined0;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_combined1 <= {datapath_datapath_rowepilogue1_upper1, datapath_datapath_rowepilogue1_lower1};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_keep1 <= datapath_datapath_rowepilogue1_combined1;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_combined2 <= {datapath_datapath_rowepilogue1_upper2, datapath_datapath_rowepilogue1_lower2};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_keep2 <= datapath_datapath_rowepilogue1_combined2;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_combined3 <= {datapath_datapath_rowepilogue1_upper3, datapath_datapath_rowepilogue1_lower3};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_keep3 <= datapath_datapath_rowepilogue1_combined3;
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_rowepilogue1_mine <= datapath_datapath_mine0;
	end
	if ((datapath_datapath_record0_valid1 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_pairs0 <= ((datapath_datapath_rowepilogue1_mine[0] ? datapath_datapath_rowepilogue1_keep0 : $signed({1'd0, 1'd0})) + (datapath_datapath_rowepilogue1_mine[1] ? datapath_datapath_rowepilogue1_keep1 : $signed({1'd0, 1'd0})));
	end
	if ((datapath_datapath_record0_valid1 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_pairs1 <= ((datapath_datapath_rowepilogue1_mine[2] ? datapath_datapath_rowepilogue1_keep2 : $signed({1'd0, 1'd0})) + (datapath_datapath_rowepilogue1_mine[3] ? datapath_datapath_rowepilogue1_keep3 : $signed({1'd0, 1'd0})));
	end
	if ((datapath_datapath_record1_valid1 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_totals0 <= (datapath_datapath_rowepilogue1_pairs0 + (datapath_datapath_rowparameters1_two ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue1_pairs1));
		datapath_datapath_rowepilogue1_totals1 <= (datapath_datapath_rowparameters1_two ? datapath_datapath_rowepilogue1_pairs1 : $signed({1'd0, 1'd0}));
	end
	if ((datapath_datapath_record2_valid1 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_enabled0 <= (datapath_datapath_rowepilogue1_difference0 >>> 1'd0);
	end
	if ((datapath_datapath_record3_valid1 & datapath_datapath_row_enable1)) begin
		case (datapath_datapath_rowparameters1_coarse0)
			1'd0: begin
				datapath_datapath_rowepilogue1_self0 <= (datapath_datapath_rowepilogue1_enabled0 >>> 1'd0);
			end
			1'd1: begin
				datapath_datapath_rowepilogue1_self0 <= (datapath_datapath_rowepilogue1_enabled0 >>> 4'd8);
			end
			2'd2: begin
				datapath_datapath_rowepilogue1_self0 <= (datapath_datapath_rowepilogue1_enabled0 >>> 5'd16);
			end
			2'd3: begin
				datapath_datapath_rowepilogue1_self0 <= (datapath_datapath_rowepilogue1_enabled0 >>> 5'd24);
			end
		endcase
	end
	if ((datapath_datapath_record4_valid1 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_fine0 <= (datapath_datapath_rowepilogue1_self0 >>> datapath_datapath_rowparameters1_fine0);
	end
	if ((datapath_datapath_record7_valid & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_keep4 <= datapath_datapath_rowepilogue1_multiplier2_product;
	end
	if ((datapath_datapath_record2_valid1 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_enabled1 <= (datapath_datapath_rowepilogue1_difference1 >>> 1'd0);
	end
	if ((datapath_datapath_record3_valid1 & datapath_datapath_row_enable1)) begin
		case (datapath_datapath_rowparameters1_coarse1)
			1'd0: begin
				datapath_datapath_rowepilogue1_self1 <= (datapath_datapath_rowepilogue1_enabled1 >>> 1'd0);
			end
			1'd1: begin
				datapath_datapath_rowepilogue1_self1 <= (datapath_datapath_rowepilogue1_enabled1 >>> 4'd8);
			end
			2'd2: begin
				datapath_datapath_rowepilogue1_self1 <= (datapath_datapath_rowepilogue1_enabled1 >>> 5'd16);
			end
			2'd3: begin
				datapath_datapath_rowepilogue1_self1 <= (datapath_datapath_rowepilogue1_enabled1 >>> 5'd24);
			end
		endcase
	end
	if ((datapath_datapath_record4_valid1 & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_fine1 <= (datapath_datapath_rowepilogue1_self1 >>> datapath_datapath_rowparameters1_fine1);
	end
	if ((datapath_datapath_record7_valid & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_keep5 <= datapath_datapath_rowepilogue1_multiplier3_product;
	end
	if ((datapath_datapath_record8_valid & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_both <= (datapath_datapath_rowepilogue1_keep4 + datapath_datapath_rowepilogue1_keep5);
	end
	if ((datapath_datapath_record9_valid & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_summed <= ((datapath_datapath_record9_first ? $signed({1'd0, 12'd2048}) : datapath_datapath_rowepilogue1_summed) + datapath_datapath_rowepilogue1_both);
	end
	datapath_datapath_rowepilogue1_result <= datapath_datapath_rowepilogue1_ready_reader_dat_r;
	datapath_datapath_rowepilogue1_stage <= datapath_datapath_rowepilogue1_old_reader_dat_r;
	if ((datapath_datapath_record10_valid & datapath_datapath_row_enable1)) begin
		datapath_datapath_rowepilogue1_new <= ($signed({1'd0, (datapath_datapath_record10_clear ? 1'd0 : datapath_datapath_rowepilogue1_stage)}) + (datapath_datapath_rowepilogue1_summed >>> 4'd12));
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_rowepilogue1_multiplier2_operands0 <= datapath_datapath_rowepilogue1_fine0;
		datapath_datapath_rowepilogue1_multiplier2_operands1 <= datapath_datapath_scale_scale;
		datapath_datapath_rowepilogue1_multiplier2_product <= (datapath_datapath_rowepilogue1_multiplier2_operands0 * datapath_datapath_rowepilogue1_multiplier2_operands1);
	end
	if (datapath_datapath_row_enable1) begin
		datapath_datapath_rowepilogue1_multiplier3_operands0 <= datapath_datapath_rowepilogue1_fine1;
		datapath_datapath_rowepilogue1_multiplier3_operands1 <= datapath_datapath_scale_other;
		datapath_datapath_rowepilogue1_multiplier3_product <= (datapath_datapath_rowepilogue1_multiplier3_operands0 * datapath_datapath_rowepilogue1_multiplier3_operands1);
	end
	datapath_datapath_rowparameters2_stage <= datapath_datapath_rowparameters2_first_reader_dat_r[31:27];
	datapath_datapath_rowparameters2_two <= datapath_datapath_two;
	datapath_datapath_rowparameters2_subtract0 <= datapath_datapath_rowparameters2_first_reader_dat_r[26:0];
	datapath_datapath_rowparameters2_subtract1 <= datapath_datapath_rowparameters2_other_reader_dat_r;
	datapath_datapath_rowparameters2_now0 <= (1'd1 ? datapath_datapath_rowparameters2_stage : 1'd0);
	datapath_datapath_rowparameters2_fine0 <= datapath_datapath_rowparameters2_now0[2:0];
	datapath_datapath_rowparameters2_now1 <= (datapath_datapath_rowparameters2_two ? datapath_datapath_rowparameters2_stage : 1'd0);
	datapath_datapath_rowparameters2_fine1 <= datapath_datapath_rowparameters2_now1[2:0];
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry0 <= datapath_datapath_lookuprow2_read0;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry1 <= datapath_datapath_lookuprow2_read1;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry2 <= datapath_datapath_lookuprow2_read2;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry3 <= datapath_datapath_lookuprow2_read3;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry4 <= datapath_datapath_lookuprow2_read4;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry5 <= datapath_datapath_lookuprow2_read5;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry6 <= datapath_datapath_lookuprow2_read6;
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total0 <= (datapath_datapath_lookuprow2_entry0 + datapath_datapath_lookuprow2_entry1);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total1 <= (datapath_datapath_lookuprow2_entry2 + datapath_datapath_lookuprow2_entry3);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total2 <= (datapath_datapath_lookuprow2_entry4 + datapath_datapath_lookuprow2_entry5);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total3 <= datapath_datapath_lookuprow2_entry6;
	end
	if (datapath_datapath_adder_enable7) begin
		datapath_datapath_lookuprow2_total4 <= (datapath_datapath_lookuprow2_total0 + datapath_datapath_lookuprow2_total1);
	end
	if (datapath_datapath_adder_enable7) begin
		datapath_datapath_lookuprow2_total5 <= (datapath_datapath_lookuprow2_total2 + datapath_datapath_lookuprow2_total3);
	end
	if (datapath_datapath_adder_enable8) begin
		datapath_datapath_lookuprow2_total6 <= (datapath_datapath_lookuprow2_total4 + datapath_datapath_lookuprow2_total5);
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry7 <= datapath_datapath_lookuprow2_read7;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry8 <= datapath_datapath_lookuprow2_read8;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry9 <= datapath_datapath_lookuprow2_read9;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry10 <= datapath_datapath_lookuprow2_read10;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry11 <= datapath_datapath_lookuprow2_read11;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry12 <= datapath_datapath_lookuprow2_read12;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry13 <= datapath_datapath_lookuprow2_read13;
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total7 <= (datapath_datapath_lookuprow2_entry7 + datapath_datapath_lookuprow2_entry8);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total8 <= (datapath_datapath_lookuprow2_entry9 + datapath_datapath_lookuprow2_entry10);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total9 <= (datapath_datapath_lookuprow2_entry11 + datapath_datapath_lookuprow2_entry12);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total10 <= datapath_datapath_lookuprow2_entry13;
	end
	if (datapath_datapath_adder_enable7) begin
		datapath_datapath_lookuprow2_total11 <= (datapath_datapath_lookuprow2_total7 + datapath_datapath_lookuprow2_total8);
	end
	if (datapath_datapath_adder_enable7) begin
		datapath_datapath_lookuprow2_total12 <= (datapath_datapath_lookuprow2_total9 + datapath_datapath_lookuprow2_total10);
	end
	if (datapath_datapath_adder_enable8) begin
		datapath_datapath_lookuprow2_total13 <= (datapath_datapath_lookuprow2_total11 + datapath_datapath_lookuprow2_total12);
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry14 <= datapath_datapath_lookuprow2_read14;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry15 <= datapath_datapath_lookuprow2_read15;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry16 <= datapath_datapath_lookuprow2_read16;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry17 <= datapath_datapath_lookuprow2_read17;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry18 <= datapath_datapath_lookuprow2_read18;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry19 <= datapath_datapath_lookuprow2_read19;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry20 <= datapath_datapath_lookuprow2_read20;
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total14 <= (datapath_datapath_lookuprow2_entry14 + datapath_datapath_lookuprow2_entry15);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total15 <= (datapath_datapath_lookuprow2_entry16 + datapath_datapath_lookuprow2_entry17);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total16 <= (datapath_datapath_lookuprow2_entry18 + datapath_datapath_lookuprow2_entry19);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total17 <= datapath_datapath_lookuprow2_entry20;
	end
	if (datapath_datapath_adder_enable7) begin
		datapath_datapath_lookuprow2_total18 <= (datapath_datapath_lookuprow2_total14 + datapath_datapath_lookuprow2_total15);
	end
	if (datapath_datapath_adder_enable7) begin
		datapath_datapath_lookuprow2_total19 <= (datapath_datapath_lookuprow2_total16 + datapath_datapath_lookuprow2_total17);
	end
	if (datapath_datapath_adder_enable8) begin
		datapath_datapath_lookuprow2_total20 <= (datapath_datapath_lookuprow2_total18 + datapath_datapath_lookuprow2_total19);
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry21 <= datapath_datapath_lookuprow2_read21;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry22 <= datapath_datapath_lookuprow2_read22;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry23 <= datapath_datapath_lookuprow2_read23;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry24 <= datapath_datapath_lookuprow2_read24;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry25 <= datapath_datapath_lookuprow2_read25;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry26 <= datapath_datapath_lookuprow2_read26;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_lookuprow2_entry27 <= datapath_datapath_lookuprow2_read27;
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total21 <= (datapath_datapath_lookuprow2_entry21 + datapath_datapath_lookuprow2_entry22);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total22 <= (datapath_datapath_lookuprow2_entry23 + datapath_datapath_lookuprow2_entry24);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total23 <= (datapath_datapath_lookuprow2_entry25 + datapath_datapath_lookuprow2_entry26);
	end
	if (datapath_datapath_adder_enable6) begin
		datapath_datapath_lookuprow2_total24 <= datapath_datapath_lookuprow2_entry27;
	end
	if (datapath_datapath_adder_enable7) begin
		datapath_datapath_lookuprow2_total25 <= (datapath_datapath_lookuprow2_total21 + datapath_datapath_lookuprow2_total22);
	end
	if (datapath_datapath_adder_enable7) begin
		datapath_datapath_lookuprow2_total26 <= (datapath_datapath_lookuprow2_total23 + datapath_datapath_lookuprow2_total24);
	end
	if (datapath_datapath_adder_enable8) begin
		datapath_datapath_lookuprow2_total27 <= (datapath_datapath_lookuprow2_total25 + datapath_datapath_lookuprow2_total26);
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_combined0 <= {datapath_datapath_rowepilogue2_upper0, datapath_datapath_rowepilogue2_lower0};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_keep0 <= datapath_datapath_rowepilogue2_combined0;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_combined1 <= {datapath_datapath_rowepilogue2_upper1, datapath_datapath_rowepilogue2_lower1};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_keep1 <= datapath_datapath_rowepilogue2_combined1;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_combined2 <= {datapath_datapath_rowepilogue2_upper2, datapath_datapath_rowepilogue2_lower2};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_keep2 <= datapath_datapath_rowepilogue2_combined2;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_combined3 <= {datapath_datapath_rowepilogue2_upper3, datapath_datapath_rowepilogue2_lower3};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_keep3 <= datapath_datapath_rowepilogue2_combined3;
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_rowepilogue2_mine <= datapath_datapath_mine0;
	end
	if ((datapath_datapath_record0_valid1 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_pairs0 <= ((datapath_datapath_rowepilogue2_mine[0] ? datapath_datapath_rowepilogue2_keep0 : $signed({1'd0, 1'd0})) + (datapath_datapath_rowepilogue2_mine[1] ? datapath_datapath_rowepilogue2_keep1 : $signed({1'd0, 1'd0})));
	end
	if ((datapath_datapath_record0_valid1 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_pairs1 <= ((datapath_datapath_rowepilogue2_mine[2] ? datapath_datapath_rowepilogue2_keep2 : $signed({1'd0, 1'd0})) + (datapath_datapath_rowepilogue2_mine[3] ? datapath_datapath_rowepilogue2_keep3 : $signed({1'd0, 1'd0})));
	end
	if ((datapath_datapath_record1_valid1 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_totals0 <= (datapath_datapath_rowepilogue2_pairs0 + (datapath_datapath_rowparameters2_two ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue2_pairs1));
		datapath_datapath_rowepilogue2_totals1 <= (datapath_datapath_rowparameters2_two ? datapath_datapath_rowepilogue2_pairs1 : $signed({1'd0, 1'd0}));
	end
	if ((datapath_datapath_record2_valid1 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_enabled0 <= (datapath_datapath_rowepilogue2_difference0 >>> 1'd0);
	end
	if ((datapath_datapath_record3_valid1 & datapath_datapath_row_enable2)) begin
		case (datapath_datapath_rowparameters2_coarse0)
			1'd0: begin
				datapath_datapath_rowepilogue2_self0 <= (datapath_datapath_rowepilogue2_enabled0 >>> 1'd0);
			end
			1'd1: begin
				datapath_datapath_rowepilogue2_self0 <= (datapath_datapath_rowepilogue2_enabled0 >>> 4'd8);
			end
			2'd2: begin
				datapath_datapath_rowepilogue2_self0 <= (datapath_datapath_rowepilogue2_enabled0 >>> 5'd16);
			end
			2'd3: begin
				datapath_datapath_rowepilogue2_self0 <= (datapath_datapath_rowepilogue2_enabled0 >>> 5'd24);
			end
		endcase
	end
	if ((datapath_datapath_record4_valid1 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_fine0 <= (datapath_datapath_rowepilogue2_self0 >>> datapath_datapath_rowparameters2_fine0);
	end
	if ((datapath_datapath_record7_valid & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_keep4 <= datapath_datapath_rowepilogue2_multiplier4_product;
	end
	if ((datapath_datapath_record2_valid1 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_enabled1 <= (datapath_datapath_rowepilogue2_difference1 >>> 1'd0);
	end
	if ((datapath_datapath_record3_valid1 & datapath_datapath_row_enable2)) begin
		case (datapath_datapath_rowparameters2_coarse1)
			1'd0: begin
				datapath_datapath_rowepilogue2_self1 <= (datapath_datapath_rowepilogue2_enabled1 >>> 1'd0);
			end
			1'd1: begin
				datapath_datapath_rowepilogue2_self1 <= (datapath_datapath_rowepilogue2_enabled1 >>> 4'd8);
			end
			2'd2: begin
				datapath_datapath_rowepilogue2_self1 <= (datapath_datapath_rowepilogue2_enabled1 >>> 5'd16);
			end
			2'd3: begin
				datapath_datapath_rowepilogue2_self1 <= (datapath_datapath_rowepilogue2_enabled1 >>> 5'd24);
			end
		endcase
	end
	if ((datapath_datapath_record4_valid1 & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_fine1 <= (datapath_datapath_rowepilogue2_self1 >>> datapath_datapath_rowparameters2_fine1);
	end
	if ((datapath_datapath_record7_valid & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_keep5 <= datapath_datapath_rowepilogue2_multiplier5_product;
	end
	if ((datapath_datapath_record8_valid & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_both <= (datapath_datapath_rowepilogue2_keep4 + datapath_datapath_rowepilogue2_keep5);
	end
	if ((datapath_datapath_record9_valid & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_summed <= ((datapath_datapath_record9_first ? $signed({1'd0, 12'd2048}) : datapath_datapath_rowepilogue2_summed) + datapath_datapath_rowepilogue2_both);
	end
	datapath_datapath_rowepilogue2_result <= datapath_datapath_rowepilogue2_ready_reader_dat_r;
	datapath_datapath_rowepilogue2_stage <= datapath_datapath_rowepilogue2_old_reader_dat_r;
	if ((datapath_datapath_record10_valid & datapath_datapath_row_enable2)) begin
		datapath_datapath_rowepilogue2_new <= ($signed({1'd0, (datapath_datapath_record10_clear ? 1'd0 : datapath_datapath_rowepilogue2_stage)}) + (datapath_datapath_rowepilogue2_summed >>> 4'd12));
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_rowepilogue2_multiplier4_operands0 <= datapath_datapath_rowepilogue2_fine0;
		datapath_datapath_rowepilogue2_multiplier4_operands1 <= datapath_datapath_scale_scale;
		datapath_datapath_rowepilogue2_multiplier4_product <= (datapath_datapath_rowepilogue2_multiplier4_operands0 * datapath_datapath_rowepilogue2_multiplier4_operands1);
	end
	if (datapath_datapath_row_enable2) begin
		datapath_datapath_rowepilogue2_multiplier5_operands0 <= datapath_datapath_rowepilogue2_fine1;
		datapath_datapath_rowepilogue2_multiplier5_operands1 <= datapath_datapath_scale_other;
		datapath_datapath_rowepilogue2_multiplier5_product <= (datapath_datapath_rowepilogue2_multiplier5_operands0 * datapath_datapath_rowepilogue2_multiplier5_operands1);
	end
	datapath_datapath_rowparameters3_stage <= datapath_datapath_rowparameters3_first_reader_dat_r[31:27];
	datapath_datapath_rowparameters3_two <= datapath_datapath_two;
	datapath_datapath_rowparameters3_subtract0 <= datapath_datapath_rowparameters3_first_reader_dat_r[26:0];
	datapath_datapath_rowparameters3_subtract1 <= datapath_datapath_rowparameters3_other_reader_dat_r;
	datapath_datapath_rowparameters3_now0 <= (1'd1 ? datapath_datapath_rowparameters3_stage : 1'd0);
	datapath_datapath_rowparameters3_fine0 <= datapath_datapath_rowparameters3_now0[2:0];
	datapath_datapath_rowparameters3_now1 <= (datapath_datapath_rowparameters3_two ? datapath_datapath_rowparameters3_stage : 1'd0);
	datapath_datapath_rowparameters3_fine1 <= datapath_datapath_rowparameters3_now1[2:0];
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry0 <= datapath_datapath_lookuprow3_read0;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry1 <= datapath_datapath_lookuprow3_read1;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry2 <= datapath_datapath_lookuprow3_read2;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry3 <= datapath_datapath_lookuprow3_read3;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry4 <= datapath_datapath_lookuprow3_read4;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry5 <= datapath_datapath_lookuprow3_read5;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry6 <= datapath_datapath_lookuprow3_read6;
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total0 <= (datapath_datapath_lookuprow3_entry0 + datapath_datapath_lookuprow3_entry1);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total1 <= (datapath_datapath_lookuprow3_entry2 + datapath_datapath_lookuprow3_entry3);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total2 <= (datapath_datapath_lookuprow3_entry4 + datapath_datapath_lookuprow3_entry5);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total3 <= datapath_datapath_lookuprow3_entry6;
	end
	if (datapath_datapath_adder_enable10) begin
		datapath_datapath_lookuprow3_total4 <= (datapath_datapath_lookuprow3_total0 + datapath_datapath_lookuprow3_total1);
	end
	if (datapath_datapath_adder_enable10) begin
		datapath_datapath_lookuprow3_total5 <= (datapath_datapath_lookuprow3_total2 + datapath_datapath_lookuprow3_total3);
	end
	if (datapath_datapath_adder_enable11) begin
		datapath_datapath_lookuprow3_total6 <= (datapath_datapath_lookuprow3_total4 + datapath_datapath_lookuprow3_total5);
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry7 <= datapath_datapath_lookuprow3_read7;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry8 <= datapath_datapath_lookuprow3_read8;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry9 <= datapath_datapath_lookuprow3_read9;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry10 <= datapath_datapath_lookuprow3_read10;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry11 <= datapath_datapath_lookuprow3_read11;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry12 <= datapath_datapath_lookuprow3_read12;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry13 <= datapath_datapath_lookuprow3_read13;
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total7 <= (datapath_datapath_lookuprow3_entry7 + datapath_datapath_lookuprow3_entry8);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total8 <= (datapath_datapath_lookuprow3_entry9 + datapath_datapath_lookuprow3_entry10);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total9 <= (datapath_datapath_lookuprow3_entry11 + datapath_datapath_lookuprow3_entry12);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total10 <= datapath_datapath_lookuprow3_entry13;
	end
	if (datapath_datapath_adder_enable10) begin
		datapath_datapath_lookuprow3_total11 <= (datapath_datapath_lookuprow3_total7 + datapath_datapath_lookuprow3_total8);
	end
	if (datapath_datapath_adder_enable10) begin
		datapath_datapath_lookuprow3_total12 <= (datapath_datapath_lookuprow3_total9 + datapath_datapath_lookuprow3_total10);
	end
	if (datapath_datapath_adder_enable11) begin
		datapath_datapath_lookuprow3_total13 <= (datapath_datapath_lookuprow3_total11 + datapath_datapath_lookuprow3_total12);
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry14 <= datapath_datapath_lookuprow3_read14;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry15 <= datapath_datapath_lookuprow3_read15;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry16 <= datapath_datapath_lookuprow3_read16;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry17 <= datapath_datapath_lookuprow3_read17;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry18 <= datapath_datapath_lookuprow3_read18;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry19 <= datapath_datapath_lookuprow3_read19;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry20 <= datapath_datapath_lookuprow3_read20;
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total14 <= (datapath_datapath_lookuprow3_entry14 + datapath_datapath_lookuprow3_entry15);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total15 <= (datapath_datapath_lookuprow3_entry16 + datapath_datapath_lookuprow3_entry17);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total16 <= (datapath_datapath_lookuprow3_entry18 + datapath_datapath_lookuprow3_entry19);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total17 <= datapath_datapath_lookuprow3_entry20;
	end
	if (datapath_datapath_adder_enable10) begin
		datapath_datapath_lookuprow3_total18 <= (datapath_datapath_lookuprow3_total14 + datapath_datapath_lookuprow3_total15);
	end
	if (datapath_datapath_adder_enable10) begin
		datapath_datapath_lookuprow3_total19 <= (datapath_datapath_lookuprow3_total16 + datapath_datapath_lookuprow3_total17);
	end
	if (datapath_datapath_adder_enable11) begin
		datapath_datapath_lookuprow3_total20 <= (datapath_datapath_lookuprow3_total18 + datapath_datapath_lookuprow3_total19);
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry21 <= datapath_datapath_lookuprow3_read21;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry22 <= datapath_datapath_lookuprow3_read22;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry23 <= datapath_datapath_lookuprow3_read23;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry24 <= datapath_datapath_lookuprow3_read24;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry25 <= datapath_datapath_lookuprow3_read25;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry26 <= datapath_datapath_lookuprow3_read26;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_lookuprow3_entry27 <= datapath_datapath_lookuprow3_read27;
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total21 <= (datapath_datapath_lookuprow3_entry21 + datapath_datapath_lookuprow3_entry22);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total22 <= (datapath_datapath_lookuprow3_entry23 + datapath_datapath_lookuprow3_entry24);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total23 <= (datapath_datapath_lookuprow3_entry25 + datapath_datapath_lookuprow3_entry26);
	end
	if (datapath_datapath_adder_enable9) begin
		datapath_datapath_lookuprow3_total24 <= datapath_datapath_lookuprow3_entry27;
	end
	if (datapath_datapath_adder_enable10) begin
		datapath_datapath_lookuprow3_total25 <= (datapath_datapath_lookuprow3_total21 + datapath_datapath_lookuprow3_total22);
	end
	if (datapath_datapath_adder_enable10) begin
		datapath_datapath_lookuprow3_total26 <= (datapath_datapath_lookuprow3_total23 + datapath_datapath_lookuprow3_total24);
	end
	if (datapath_datapath_adder_enable11) begin
		datapath_datapath_lookuprow3_total27 <= (datapath_datapath_lookuprow3_total25 + datapath_datapath_lookuprow3_total26);
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_combined0 <= {datapath_datapath_rowepilogue3_upper0, datapath_datapath_rowepilogue3_lower0};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_keep0 <= datapath_datapath_rowepilogue3_combined0;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_combined1 <= {datapath_datapath_rowepilogue3_upper1, datapath_datapath_rowepilogue3_lower1};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_keep1 <= datapath_datapath_rowepilogue3_combined1;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_combined2 <= {datapath_datapath_rowepilogue3_upper2, datapath_datapath_rowepilogue3_lower2};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_keep2 <= datapath_datapath_rowepilogue3_combined2;
	end
	if ((datapath_datapath_record3_valid0 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_combined3 <= {datapath_datapath_rowepilogue3_upper3, datapath_datapath_rowepilogue3_lower3};
	end
	if (((datapath_datapath_record4_valid0 & datapath_datapath_record4_last0) & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_keep3 <= datapath_datapath_rowepilogue3_combined3;
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_rowepilogue3_mine <= datapath_datapath_mine0;
	end
	if ((datapath_datapath_record0_valid1 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_pairs0 <= ((datapath_datapath_rowepilogue3_mine[0] ? datapath_datapath_rowepilogue3_keep0 : $signed({1'd0, 1'd0})) + (datapath_datapath_rowepilogue3_mine[1] ? datapath_datapath_rowepilogue3_keep1 : $signed({1'd0, 1'd0})));
	end
	if ((datapath_datapath_record0_valid1 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_pairs1 <= ((datapath_datapath_rowepilogue3_mine[2] ? datapath_datapath_rowepilogue3_keep2 : $signed({1'd0, 1'd0})) + (datapath_datapath_rowepilogue3_mine[3] ? datapath_datapath_rowepilogue3_keep3 : $signed({1'd0, 1'd0})));
	end
	if ((datapath_datapath_record1_valid1 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_totals0 <= (datapath_datapath_rowepilogue3_pairs0 + (datapath_datapath_rowparameters3_two ? $signed({1'd0, 1'd0}) : datapath_datapath_rowepilogue3_pairs1));
		datapath_datapath_rowepilogue3_totals1 <= (datapath_datapath_rowparameters3_two ? datapath_datapath_rowepilogue3_pairs1 : $signed({1'd0, 1'd0}));
	end
	if ((datapath_datapath_record2_valid1 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_enabled0 <= (datapath_datapath_rowepilogue3_difference0 >>> 1'd0);
	end
	if ((datapath_datapath_record3_valid1 & datapath_datapath_row_enable3)) begin
		case (datapath_datapath_rowparameters3_coarse0)
			1'd0: begin
				datapath_datapath_rowepilogue3_self0 <= (datapath_datapath_rowepilogue3_enabled0 >>> 1'd0);
			end
			1'd1: begin
				datapath_datapath_rowepilogue3_self0 <= (datapath_datapath_rowepilogue3_enabled0 >>> 4'd8);
			end
			2'd2: begin
				datapath_datapath_rowepilogue3_self0 <= (datapath_datapath_rowepilogue3_enabled0 >>> 5'd16);
			end
			2'd3: begin
				datapath_datapath_rowepilogue3_self0 <= (datapath_datapath_rowepilogue3_enabled0 >>> 5'd24);
			end
		endcase
	end
	if ((datapath_datapath_record4_valid1 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_fine0 <= (datapath_datapath_rowepilogue3_self0 >>> datapath_datapath_rowparameters3_fine0);
	end
	if ((datapath_datapath_record7_valid & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_keep4 <= datapath_datapath_rowepilogue3_multiplier6_product;
	end
	if ((datapath_datapath_record2_valid1 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_enabled1 <= (datapath_datapath_rowepilogue3_difference1 >>> 1'd0);
	end
	if ((datapath_datapath_record3_valid1 & datapath_datapath_row_enable3)) begin
		case (datapath_datapath_rowparameters3_coarse1)
			1'd0: begin
				datapath_datapath_rowepilogue3_self1 <= (datapath_datapath_rowepilogue3_enabled1 >>> 1'd0);
			end
			1'd1: begin
				datapath_datapath_rowepilogue3_self1 <= (datapath_datapath_rowepilogue3_enabled1 >>> 4'd8);
			end
			2'd2: begin
				datapath_datapath_rowepilogue3_self1 <= (datapath_datapath_rowepilogue3_enabled1 >>> 5'd16);
			end
			2'd3: begin
				datapath_datapath_rowepilogue3_self1 <= (datapath_datapath_rowepilogue3_enabled1 >>> 5'd24);
			end
		endcase
	end
	if ((datapath_datapath_record4_valid1 & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_fine1 <= (datapath_datapath_rowepilogue3_self1 >>> datapath_datapath_rowparameters3_fine1);
	end
	if ((datapath_datapath_record7_valid & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_keep5 <= datapath_datapath_rowepilogue3_multiplier7_product;
	end
	if ((datapath_datapath_record8_valid & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_both <= (datapath_datapath_rowepilogue3_keep4 + datapath_datapath_rowepilogue3_keep5);
	end
	if ((datapath_datapath_record9_valid & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_summed <= ((datapath_datapath_record9_first ? $signed({1'd0, 12'd2048}) : datapath_datapath_rowepilogue3_summed) + datapath_datapath_rowepilogue3_both);
	end
	datapath_datapath_rowepilogue3_result <= datapath_datapath_rowepilogue3_ready_reader_dat_r;
	datapath_datapath_rowepilogue3_stage <= datapath_datapath_rowepilogue3_old_reader_dat_r;
	if ((datapath_datapath_record10_valid & datapath_datapath_row_enable3)) begin
		datapath_datapath_rowepilogue3_new <= ($signed({1'd0, (datapath_datapath_record10_clear ? 1'd0 : datapath_datapath_rowepilogue3_stage)}) + (datapath_datapath_rowepilogue3_summed >>> 4'd12));
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_rowepilogue3_multiplier6_operands0 <= datapath_datapath_rowepilogue3_fine0;
		datapath_datapath_rowepilogue3_multiplier6_operands1 <= datapath_datapath_scale_scale;
		datapath_datapath_rowepilogue3_multiplier6_product <= (datapath_datapath_rowepilogue3_multiplier6_operands0 * datapath_datapath_rowepilogue3_multiplier6_operands1);
	end
	if (datapath_datapath_row_enable3) begin
		datapath_datapath_rowepilogue3_multiplier7_operands0 <= datapath_datapath_rowepilogue3_fine1;
		datapath_datapath_rowepilogue3_multiplier7_operands1 <= datapath_datapath_scale_other;
		datapath_datapath_rowepilogue3_multiplier7_product <= (datapath_datapath_rowepilogue3_multiplier7_operands0 * datapath_datapath_rowepilogue3_multiplier7_operands1);
	end
	datapath_datapath_drain_hold1 <= datapath_datapath_drain_hold0;
	if (datapath_datapath_drain_step0) begin
		datapath_datapath_drain_parts <= datapath_datapath_drain_more;
		datapath_datapath_drain_padding <= ((((datapath_datapath_drain_active & datapath_datapath_drain_ends0) & datapath_datapath_drain_last) | datapath_datapath_drain_padding) & (datapath_datapath_drain_more != 1'd0));
		datapath_datapath_drain_quad <= (datapath_datapath_drain_quad + 1'd1);
		if ((datapath_datapath_drain_quad == datapath_datapath_drain)) begin
			datapath_datapath_drain_quad <= 1'd0;
			datapath_datapath_drain_group <= (datapath_datapath_drain_group + 1'd1);
			if ((datapath_datapath_drain_group == datapath_datapath_drain_last_group)) begin
				datapath_datapath_drain_group <= 1'd0;
			end
		end
	end
	if (datapath_datapath_drain_ends1) begin
		datapath_datapath_drain_active <= 1'd0;
	end
	if (datapath_datapath_drain_start) begin
		datapath_datapath_drain_active <= 1'd1;
		datapath_datapath_drain_rows1 <= datapath_datapath_drain_rows0;
	end
	case ({datapath_datapath_drain_taken, datapath_datapath_drain_written})
		1'd1: begin
			datapath_datapath_drain_stored <= (datapath_datapath_drain_stored + 1'd1);
		end
		2'd2: begin
			datapath_datapath_drain_stored <= (datapath_datapath_drain_stored - 1'd1);
		end
	endcase
	datapath_datapath_drain_some <= (datapath_datapath_drain_stored > datapath_datapath_drain_taken);
	if (datapath_datapath_drain_taken) begin
		datapath_datapath_drain_place <= (datapath_datapath_drain_place + 1'd1);
	end
	datapath_datapath_drain_stage0 <= datapath_datapath_drain_index;
	datapath_datapath_drain_stage1 <= datapath_datapath_drain_stage0;
	datapath_datapath_drain_reading <= {datapath_datapath_drain_reading, datapath_datapath_drain_step0};
	datapath_datapath_drain_full <= {datapath_datapath_drain_full, (datapath_datapath_drain_step0 & (datapath_datapath_drain_more == 1'd0))};
	datapath_datapath_drain_source_valid <= datapath_datapath_drain_full[1];
	if (datapath_datapath_drain_reading[1]) begin
		datapath_datapath_drain_word <= ((datapath_datapath_drain_rows1 == 1'd1) ? {datapath_datapath_rowepilogue0_result, datapath_datapath_drain_word[127:32]} : ((datapath_datapath_drain_rows1 == 2'd2) ? {datapath_datapath_rowepilogue1_result, datapath_datapath_rowepilogue0_result, datapath_datapath_drain_word[127:64]} : {sync_t_self7, sync_t_self6, sync_t_self5, sync_t_self4}));
	end
	datapath_datapath_drain_others <= (datapath_datapath_drain_count - 1'd1);
	datapath_datapath_drain_single <= (datapath_datapath_drain_count == 1'd1);
	if (datapath_datapath_drain_step1) begin
		datapath_datapath_drain_left <= (datapath_datapath_drain_left - 1'd1);
		datapath_datapath_drain_first <= 1'd0;
		datapath_datapath_drain_last <= (datapath_datapath_drain_left == 1'd1);
	end
	if ((datapath_datapath_drain_begin | datapath_datapath_drain_ends1)) begin
		datapath_datapath_drain_left <= datapath_datapath_drain_others;
		datapath_datapath_drain_first <= 1'd1;
		datapath_datapath_drain_last <= datapath_datapath_drain_single;
	end
	if (datapath_reset) begin
		datapath_computed_planes <= 4'd0;
		datapath_computed_group <= 3'd0;
		datapath_computed_explicit <= 1'd0;
		datapath_computed_rows <= 8'd0;
		datapath_computed_ternary <= 1'd0;
		datapath_computed_columns <= 24'd0;
		datapath_computed_slices <= 10'd0;
		datapath_computed_output <= 32'd0;
		datapath_computed_output_words <= 32'd0;
		datapath_table_write_valid <= 1'd0;
		datapath_table_write_we <= 4'd0;
		datapath_table_write_bank <= 1'd0;
		datapath_table_write_segments <= 4'd0;
		datapath_table_write_address <= 5'd0;
		datapath_table_write_data <= 384'd0;
		datapath_piece_write_zero <= 27'd0;
		datapath_piece_write_other <= 27'd0;
		datapath_loader_tiles <= 16'd0;
		datapath_loader_full <= 2'd0;
		datapath_loader_bank0 <= 1'd0;
		datapath_loader_row0 <= 4'd1;
		datapath_loader_rows_left <= 8'd0;
		datapath_loader_slices_left <= 10'd0;
		datapath_loader_tiles_left <= 16'd0;
		datapath_loader_segment <= 2'd0;
		datapath_loader_word <= 4'd0;
		datapath_loader_entry <= 5'd0;
		datapath_loader_start1 <= 1'd0;
		datapath_loader_piece <= 3'd0;
		datapath_loader_active <= 1'd0;
		datapath_loader_last <= 3'd0;
		datapath_loader_two <= 1'd0;
		datapath_loader_valid <= 8'd0;
		datapath_loader_last_segment <= 1'd0;
		datapath_loader_last_row <= 1'd0;
		datapath_issue_turn <= 1'd0;
		datapath_issue_plane_valid <= 1'd0;
		datapath_issue_plane_first <= 1'd0;
		datapath_issue_plane_last <= 1'd0;
		datapath_issue_plane_bank <= 1'd0;
		datapath_issue_plane_column <= 10'd0;
		datapath_issue_plane_clear <= 1'd0;
		datapath_issue_plane_final <= 1'd0;
		datapath_issue_plane_slot <= 3'd0;
		datapath_issue_plane_lane <= 3'd0;
		datapath_issue_plane_turn <= 1'd0;
		datapath_issue_scale_we <= 1'd0;
		datapath_issue_done <= 1'd1;
		datapath_issue_idle <= 1'd1;
		datapath_issue_active <= 1'd0;
		datapath_issue_scale <= 1'd0;
		datapath_issue_bank <= 1'd0;
		datapath_issue_plane_loop_first <= 1'd0;
		datapath_issue_plane_loop_last <= 1'd0;
		datapath_issue_plane_loop_left <= 3'd0;
		datapath_issue_plane_loop_others <= 3'd0;
		datapath_issue_plane_loop_single <= 1'd0;
		datapath_issue_column_loop_count <= 11'd0;
		datapath_issue_column_loop_first <= 1'd0;
		datapath_issue_column_loop_last <= 1'd0;
		datapath_issue_column_loop_left <= 10'd0;
		datapath_issue_column_loop_others <= 10'd0;
		datapath_issue_column_loop_single <= 1'd0;
		datapath_issue_slice_loop_first <= 1'd0;
		datapath_issue_slice_loop_last <= 1'd0;
		datapath_issue_slice_loop_left <= 10'd0;
		datapath_issue_slice_loop_others <= 10'd0;
		datapath_issue_slice_loop_single <= 1'd0;
		datapath_issue_left <= 24'd0;
		datapath_issue_next_tile <= 11'd0;
		datapath_issue_tile <= 11'd0;
		datapath_issue_last_next <= 1'd0;
		datapath_issue_last_tile <= 1'd0;
		datapath_issue_stage0 <= 1'd0;
		datapath_issue_stage1 <= 1'd0;
		datapath_issue_stage2 <= 1'd0;
		datapath_issue_stage3 <= 1'd0;
		datapath_issue_stage4 <= 1'd0;
		datapath_issue_stage5 <= 1'd0;
		datapath_issue_stage6 <= 1'd0;
		datapath_issue_stage7 <= 1'd0;
		datapath_issue_stage8 <= 1'd0;
		datapath_issue_stage9 <= 1'd0;
		datapath_issue_stage10 <= 1'd0;
		datapath_issue_stage11 <= 1'd0;
		datapath_issue_stage12 <= 1'd0;
		datapath_issue_stage13 <= 1'd0;
		datapath_issue_stage14 <= 1'd0;
		datapath_issue_stage15 <= 1'd0;
		datapath_issue_stage16 <= 1'd0;
		datapath_issue_stage17 <= 1'd0;
		datapath_issue_stage18 <= 1'd0;
		datapath_issue_stage19 <= 1'd0;
		datapath_issue_stage20 <= 1'd0;
		datapath_issue_stage21 <= 1'd0;
		datapath_issue_stage22 <= 1'd0;
		datapath_issue_stage23 <= 1'd0;
		datapath_issue_stage24 <= 1'd0;
		datapath_issue_held <= 1'd0;
		datapath_issue_pause <= 2'd0;
		datapath_issue_places <= 11'd1024;
		datapath_issue_issued_stage <= 1'd0;
		datapath_issue_full1 <= 1'd0;
		datapath_issue_narrow1 <= 1'd0;
		datapath_issue_tables <= 1'd0;
		datapath_issue_block_loop_count <= 4'd0;
		datapath_issue_block_loop_first <= 1'd0;
		datapath_issue_block_loop_last <= 1'd0;
		datapath_issue_block_loop_left <= 3'd0;
		datapath_issue_block_loop_others <= 3'd0;
		datapath_issue_block_loop_single <= 1'd0;
		datapath_issue_slot <= 3'd0;
		datapath_issue_lane <= 3'd0;
		datapath_issue_block <= 4'd0;
		datapath_issue_used <= 2'd0;
		datapath_issue_stage25 <= 2'd0;
		datapath_issue_stage26 <= 2'd0;
		datapath_issue_stage27 <= 2'd0;
		datapath_issue_stage28 <= 2'd0;
		datapath_issue_stage29 <= 2'd0;
		datapath_issue_stage30 <= 2'd0;
		datapath_issue_stage31 <= 2'd0;
		datapath_issue_stage32 <= 2'd0;
		datapath_issue_stage33 <= 2'd0;
		datapath_issue_stage34 <= 2'd0;
		datapath_issue_stage35 <= 2'd0;
		datapath_datapath_place0 <= 10'd0;
		datapath_datapath_record0_valid0 <= 1'd0;
		datapath_datapath_record0_first0 <= 1'd0;
		datapath_datapath_record0_last0 <= 1'd0;
		datapath_datapath_record0_bank0 <= 1'd0;
		datapath_datapath_record0_column0 <= 10'd0;
		datapath_datapath_record0_clear0 <= 1'd0;
		datapath_datapath_record0_final0 <= 1'd0;
		datapath_datapath_record0_slot0 <= 3'd0;
		datapath_datapath_record0_lane0 <= 3'd0;
		datapath_datapath_record0_turn0 <= 1'd0;
		datapath_datapath_record1_valid0 <= 1'd0;
		datapath_datapath_record1_first0 <= 1'd0;
		datapath_datapath_record1_last0 <= 1'd0;
		datapath_datapath_record1_bank0 <= 1'd0;
		datapath_datapath_record1_column0 <= 10'd0;
		datapath_datapath_record1_clear0 <= 1'd0;
		datapath_datapath_record1_final0 <= 1'd0;
		datapath_datapath_record1_slot0 <= 3'd0;
		datapath_datapath_record1_lane0 <= 3'd0;
		datapath_datapath_record1_turn0 <= 1'd0;
		datapath_datapath_record2_valid0 <= 1'd0;
		datapath_datapath_record2_first0 <= 1'd0;
		datapath_datapath_record2_last0 <= 1'd0;
		datapath_datapath_record2_bank0 <= 1'd0;
		datapath_datapath_record2_column0 <= 10'd0;
		datapath_datapath_record2_clear0 <= 1'd0;
		datapath_datapath_record2_final0 <= 1'd0;
		datapath_datapath_record2_slot0 <= 3'd0;
		datapath_datapath_record2_lane0 <= 3'd0;
		datapath_datapath_record2_turn0 <= 1'd0;
		datapath_datapath_record3_valid0 <= 1'd0;
		datapath_datapath_record3_first0 <= 1'd0;
		datapath_datapath_record3_last0 <= 1'd0;
		datapath_datapath_record3_bank0 <= 1'd0;
		datapath_datapath_record3_column0 <= 10'd0;
		datapath_datapath_record3_clear0 <= 1'd0;
		datapath_datapath_record3_final0 <= 1'd0;
		datapath_datapath_record3_slot0 <= 3'd0;
		datapath_datapath_record3_lane0 <= 3'd0;
		datapath_datapath_record3_turn0 <= 1'd0;
		datapath_datapath_record4_valid0 <= 1'd0;
		datapath_datapath_record4_first0 <= 1'd0;
		datapath_datapath_record4_last0 <= 1'd0;
		datapath_datapath_record4_bank0 <= 1'd0;
		datapath_datapath_record4_column0 <= 10'd0;
		datapath_datapath_record4_clear0 <= 1'd0;
		datapath_datapath_record4_final0 <= 1'd0;
		datapath_datapath_record4_slot0 <= 3'd0;
		datapath_datapath_record4_lane0 <= 3'd0;
		datapath_datapath_record4_turn0 <= 1'd0;
		datapath_datapath_record0_valid1 <= 1'd0;
		datapath_datapath_record0_first1 <= 1'd0;
		datapath_datapath_record0_last1 <= 1'd0;
		datapath_datapath_record0_piece <= 2'd0;
		datapath_datapath_record0_other <= 2'd0;
		datapath_datapath_record0_turn1 <= 1'd0;
		datapath_datapath_record0_bank1 <= 1'd0;
		datapath_datapath_record0_column1 <= 10'd0;
		datapath_datapath_record0_clear1 <= 1'd0;
		datapath_datapath_record0_final1 <= 1'd0;
		datapath_datapath_record0_slot1 <= 3'd0;
		datapath_datapath_record0_lane1 <= 3'd0;
		datapath_datapath_record1_valid1 <= 1'd0;
		datapath_datapath_record1_first1 <= 1'd0;
		datapath_datapath_record1_last1 <= 1'd0;
		datapath_datapath_record1_piece <= 2'd0;
		datapath_datapath_record1_other <= 2'd0;
		datapath_datapath_record1_turn1 <= 1'd0;
		datapath_datapath_record1_bank1 <= 1'd0;
		datapath_datapath_record1_column1 <= 10'd0;
		datapath_datapath_record1_clear1 <= 1'd0;
		datapath_datapath_record1_final1 <= 1'd0;
		datapath_datapath_record1_slot1 <= 3'd0;
		datapath_datapath_record1_lane1 <= 3'd0;
		datapath_datapath_record2_valid1 <= 1'd0;
		datapath_datapath_record2_first1 <= 1'd0;
		datapath_datapath_record2_last1 <= 1'd0;
		datapath_datapath_record2_piece <= 2'd0;
		datapath_datapath_record2_other <= 2'd0;
		datapath_datapath_record2_turn1 <= 1'd0;
		datapath_datapath_record2_bank1 <= 1'd0;
		datapath_datapath_record2_column1 <= 10'd0;
		datapath_datapath_record2_clear1 <= 1'd0;
		datapath_datapath_record2_final1 <= 1'd0;
		datapath_datapath_record2_slot1 <= 3'd0;
		datapath_datapath_record2_lane1 <= 3'd0;
		datapath_datapath_record3_valid1 <= 1'd0;
		datapath_datapath_record3_first1 <= 1'd0;
		datapath_datapath_record3_last1 <= 1'd0;
		datapath_datapath_record3_piece <= 2'd0;
		datapath_datapath_record3_other <= 2'd0;
		datapath_datapath_record3_turn1 <= 1'd0;
		datapath_datapath_record3_bank1 <= 1'd0;
		datapath_datapath_record3_column1 <= 10'd0;
		datapath_datapath_record3_clear1 <= 1'd0;
		datapath_datapath_record3_final1 <= 1'd0;
		datapath_datapath_record3_slot1 <= 3'd0;
		datapath_datapath_record3_lane1 <= 3'd0;
		datapath_datapath_record4_valid1 <= 1'd0;
		datapath_datapath_record4_first1 <= 1'd0;
		datapath_datapath_record4_last1 <= 1'd0;
		datapath_datapath_record4_piece <= 2'd0;
		datapath_datapath_record4_other <= 2'd0;
		datapath_datapath_record4_turn1 <= 1'd0;
		datapath_datapath_record4_bank1 <= 1'd0;
		datapath_datapath_record4_column1 <= 10'd0;
		datapath_datapath_record4_clear1 <= 1'd0;
		datapath_datapath_record4_final1 <= 1'd0;
		datapath_datapath_record4_slot1 <= 3'd0;
		datapath_datapath_record4_lane1 <= 3'd0;
		datapath_datapath_record5_valid <= 1'd0;
		datapath_datapath_record5_first <= 1'd0;
		datapath_datapath_record5_last <= 1'd0;
		datapath_datapath_record5_piece <= 2'd0;
		datapath_datapath_record5_other <= 2'd0;
		datapath_datapath_record5_turn <= 1'd0;
		datapath_datapath_record5_bank <= 1'd0;
		datapath_datapath_record5_column <= 10'd0;
		datapath_datapath_record5_clear <= 1'd0;
		datapath_datapath_record5_final <= 1'd0;
		datapath_datapath_record5_slot <= 3'd0;
		datapath_datapath_record5_lane <= 3'd0;
		datapath_datapath_record6_valid <= 1'd0;
		datapath_datapath_record6_first <= 1'd0;
		datapath_datapath_record6_last <= 1'd0;
		datapath_datapath_record6_piece <= 2'd0;
		datapath_datapath_record6_other <= 2'd0;
		datapath_datapath_record6_turn <= 1'd0;
		datapath_datapath_record6_bank <= 1'd0;
		datapath_datapath_record6_column <= 10'd0;
		datapath_datapath_record6_clear <= 1'd0;
		datapath_datapath_record6_final <= 1'd0;
		datapath_datapath_record6_slot <= 3'd0;
		datapath_datapath_record6_lane <= 3'd0;
		datapath_datapath_record7_valid <= 1'd0;
		datapath_datapath_record7_first <= 1'd0;
		datapath_datapath_record7_last <= 1'd0;
		datapath_datapath_record7_piece <= 2'd0;
		datapath_datapath_record7_other <= 2'd0;
		datapath_datapath_record7_turn <= 1'd0;
		datapath_datapath_record7_bank <= 1'd0;
		datapath_datapath_record7_column <= 10'd0;
		datapath_datapath_record7_clear <= 1'd0;
		datapath_datapath_record7_final <= 1'd0;
		datapath_datapath_record7_slot <= 3'd0;
		datapath_datapath_record7_lane <= 3'd0;
		datapath_datapath_record8_valid <= 1'd0;
		datapath_datapath_record8_first <= 1'd0;
		datapath_datapath_record8_last <= 1'd0;
		datapath_datapath_record8_piece <= 2'd0;
		datapath_datapath_record8_other <= 2'd0;
		datapath_datapath_record8_turn <= 1'd0;
		datapath_datapath_record8_bank <= 1'd0;
		datapath_datapath_record8_column <= 10'd0;
		datapath_datapath_record8_clear <= 1'd0;
		datapath_datapath_record8_final <= 1'd0;
		datapath_datapath_record8_slot <= 3'd0;
		datapath_datapath_record8_lane <= 3'd0;
		datapath_datapath_record9_valid <= 1'd0;
		datapath_datapath_record9_first <= 1'd0;
		datapath_datapath_record9_last <= 1'd0;
		datapath_datapath_record9_piece <= 2'd0;
		datapath_datapath_record9_other <= 2'd0;
		datapath_datapath_record9_turn <= 1'd0;
		datapath_datapath_record9_bank <= 1'd0;
		datapath_datapath_record9_column <= 10'd0;
		datapath_datapath_record9_clear <= 1'd0;
		datapath_datapath_record9_final <= 1'd0;
		datapath_datapath_record9_slot <= 3'd0;
		datapath_datapath_record9_lane <= 3'd0;
		datapath_datapath_record10_valid <= 1'd0;
		datapath_datapath_record10_first <= 1'd0;
		datapath_datapath_record10_last <= 1'd0;
		datapath_datapath_record10_piece <= 2'd0;
		datapath_datapath_record10_other <= 2'd0;
		datapath_datapath_record10_turn <= 1'd0;
		datapath_datapath_record10_bank <= 1'd0;
		datapath_datapath_record10_column <= 10'd0;
		datapath_datapath_record10_clear <= 1'd0;
		datapath_datapath_record10_final <= 1'd0;
		datapath_datapath_record10_slot <= 3'd0;
		datapath_datapath_record10_lane <= 3'd0;
		datapath_datapath_record11_valid <= 1'd0;
		datapath_datapath_record11_first <= 1'd0;
		datapath_datapath_record11_last <= 1'd0;
		datapath_datapath_record11_piece <= 2'd0;
		datapath_datapath_record11_other <= 2'd0;
		datapath_datapath_record11_turn <= 1'd0;
		datapath_datapath_record11_bank <= 1'd0;
		datapath_datapath_record11_column <= 10'd0;
		datapath_datapath_record11_clear <= 1'd0;
		datapath_datapath_record11_final <= 1'd0;
		datapath_datapath_record11_slot <= 3'd0;
		datapath_datapath_record11_lane <= 3'd0;
		datapath_datapath_stage <= 1'd0;
		datapath_datapath_row_enable0 <= 1'd0;
		datapath_datapath_adder_enable0 <= 1'd0;
		datapath_datapath_adder_enable1 <= 1'd0;
		datapath_datapath_adder_enable2 <= 1'd0;
		datapath_datapath_row_enable1 <= 1'd0;
		datapath_datapath_adder_enable3 <= 1'd0;
		datapath_datapath_adder_enable4 <= 1'd0;
		datapath_datapath_adder_enable5 <= 1'd0;
		datapath_datapath_row_enable2 <= 1'd0;
		datapath_datapath_adder_enable6 <= 1'd0;
		datapath_datapath_adder_enable7 <= 1'd0;
		datapath_datapath_adder_enable8 <= 1'd0;
		datapath_datapath_row_enable3 <= 1'd0;
		datapath_datapath_adder_enable9 <= 1'd0;
		datapath_datapath_adder_enable10 <= 1'd0;
		datapath_datapath_adder_enable11 <= 1'd0;
		datapath_datapath_drain_place <= 10'd0;
		datapath_datapath_drain_source_valid <= 1'd0;
		datapath_datapath_drain_quad <= 1'd0;
		datapath_datapath_drain_group <= 1'd0;
		datapath_datapath_drain_active <= 1'd0;
		datapath_datapath_drain_padding <= 1'd0;
		datapath_datapath_drain_rows1 <= 8'd0;
		datapath_datapath_drain_parts <= 2'd0;
		datapath_datapath_drain_some <= 1'd0;
		datapath_datapath_drain_hold1 <= 1'd0;
		datapath_datapath_drain_first <= 1'd0;
		datapath_datapath_drain_last <= 1'd0;
		datapath_datapath_drain_left <= 24'd0;
		datapath_datapath_drain_others <= 24'd0;
		datapath_datapath_drain_single <= 1'd0;
		datapath_datapath_drain_stored <= 11'd0;
		datapath_datapath_drain_reading <= 2'd0;
		datapath_datapath_drain_full <= 2'd0;
		resetinserter_state <= 4'd0;
	end
	watchdog_left <= (watchdog_left - 1'd1);
	if ((watchdog_feed | (~watchdog_busy))) begin
		watchdog_left <= watchdog_period;
	end
	watchdog_used <= (watchdog_period != 1'd0);
	watchdog_expired <= ((((watchdog_left == 1'd0) & watchdog_used) & watchdog_busy) & (~watchdog_feed));
	control_rung <= ((control_doorbell & (control_count != 1'd0)) & (~control_busy));
	if (((control_doorbell & (control_count != 1'd0)) & (~control_busy))) begin
		control_done <= 1'd0;
	end
	control_last <= (control_left == 1'd1);
	control_loaded1 <= control_loaded0;
	control_quiet1 <= ((control_quiet0 & control_flush0) & (~control_quiet1));
	control_keep0 <= ((length2 | control_keep0) & control_busy);
	control_keep1 <= ((length1 | control_keep1) & control_busy);
	control_keep2 <= ((length0 | control_keep2) & control_busy);
	control_keep3 <= ((watchdog_expired | control_keep3) & control_busy);
	control_keep4 <= ((stray | control_keep4) & control_busy);
	control_keep5 <= ((writer_error | control_keep5) & control_busy);
	control_keep6 <= (((readport0_errors | readport1_errors) | control_keep6) & control_busy);
	control_keep7 <= (((readport2_errors0 | readport2_errors1) | control_keep7) & control_busy);
	control_keep8 <= ((writer_splitter_refused | control_keep8) & control_busy);
	control_keep9 <= (((reader0_splitter_refused | reader1_splitter_refused) | control_keep9) & control_busy);
	control_keep10 <= (((descriptors_splitter_refused | activations_splitter_refused) | control_keep10) & control_busy);
	control_keep11 <= ((control_abort | control_keep11) & control_busy);
	control_flush0 <= (control_is_ongoing5 & (~control_quiet1));
	control_checked <= (control_is_ongoing4 & (control_settle == 3'd4));
	control_start0 <= (((control_is_ongoing4 & (control_settle == 3'd4)) & (fetch_fault == 1'd0)) & (~control_halt));
	if ((control_completed1 & control_run)) begin
		control_completed0 <= (control_completed0 + 1'd1);
	end
	if (control_begin) begin
		control_completed0 <= 1'd0;
	end
	control_weights <= ((((control_loading & control_streamed) & (~control_asked)) & (~control_weights)) & (~control_halt));
	control_compute <= (((((control_loading & control_computed) & control_asked) & (~control_computing)) & (~control_compute)) & (~control_halt));
	control_store <= ((control_computing & (~control_storing)) & (~control_store));
	control_stored1 <= (control_storing & control_stored0);
	control_completed1 <= ((control_storing & control_stored1) & (~control_completed1));
	if (control_start1) begin
		control_loading <= 1'd1;
	end
	if (control_weights) begin
		control_asked <= 1'd1;
	end
	if (control_compute) begin
		control_loading <= 1'd0;
		control_computing <= 1'd1;
	end
	if (((~control_loading) & (~control_computed))) begin
		control_asked <= 1'd0;
	end
	if (control_store) begin
		control_computing <= 1'd0;
		control_storing <= 1'd1;
	end
	if (control_completed1) begin
		control_storing <= 1'd0;
	end
	if (control_flush1) begin
		control_loading <= 1'd0;
		control_asked <= 1'd0;
		control_computing <= 1'd0;
		control_storing <= 1'd0;
	end
	control_state <= control_next_state;
	if (control_left_control_next_value_ce0) begin
		control_left <= control_left_control_next_value0;
	end
	if (control_code_control_next_value_ce1) begin
		control_code <= control_code_control_next_value1;
	end
	if (control_done_control_next_value_ce2) begin
		control_done <= control_done_control_next_value2;
	end
	if (control_settle_control_next_value_ce3) begin
		control_settle <= control_settle_control_next_value3;
	end
	state <= next_state;
	if (index_next_value_ce0) begin
		index <= index_next_value0;
	end
	if (known_next_value_ce1) begin
		known <= known_next_value1;
	end
	if (csr_dat_w_next_value_ce2) begin
		csr_dat_w <= csr_dat_w_next_value2;
	end
	if (r_payload_data_next_value_ce3) begin
		s_axil_rdata <= r_payload_data_next_value3;
	end
	dat_r <= 1'd0;
	if (sel) begin
		case (adr[8:0])
			1'd0: begin
				dat_r <= magic_w;
			end
			1'd1: begin
				dat_r <= version_w;
			end
			2'd2: begin
				dat_r <= digest_w;
			end
			2'd3: begin
				dat_r <= control0_w;
			end
			3'd4: begin
				dat_r <= program0_w;
			end
			3'd5: begin
				dat_r <= count0_w;
			end
			3'd6: begin
				dat_r <= status_w;
			end
			3'd7: begin
				dat_r <= completed_w;
			end
			4'd8: begin
				dat_r <= cycles_w;
			end
			4'd9: begin
				dat_r <= stream_words_w;
			end
			4'd10: begin
				dat_r <= stall_weights_w;
			end
			4'd11: begin
				dat_r <= stall_tables_w;
			end
			4'd12: begin
				dat_r <= stall_output_w;
			end
			4'd13: begin
				dat_r <= stall_issue_w;
			end
			4'd14: begin
				dat_r <= stall_control_w;
			end
			4'd15: begin
				dat_r <= watchdog0_w;
			end
			5'd16: begin
				dat_r <= window_base0_w;
			end
			5'd17: begin
				dat_r <= window_limit0_w;
			end
			5'd18: begin
				dat_r <= error_address_w;
			end
			5'd19: begin
				dat_r <= error_source_w;
			end
			5'd20: begin
				dat_r <= strays_w;
			end
		endcase
	end
	csrstatus0_re <= magic_re;
	csrstatus1_re <= version_re;
	csrstatus2_re <= digest_re;
	if (control0_re) begin
		csrstorage0_storage <= control0_r;
	end
	csrstorage0_re <= control0_re;
	if (program0_re) begin
		csrstorage1_storage[31:0] <= program0_r;
	end
	csrstorage1_re <= program0_re;
	if (count0_re) begin
		csrstorage2_storage[15:0] <= count0_r;
	end
	csrstorage2_re <= count0_re;
	csrstatus3_re <= status_re;
	csrstatus4_re <= completed_re;
	csrstatus5_re <= cycles_re;
	csrstatus6_re <= stream_words_re;
	csrstatus7_re <= stall_weights_re;
	csrstatus8_re <= stall_tables_re;
	csrstatus9_re <= stall_output_re;
	csrstatus10_re <= stall_issue_re;
	csrstatus11_re <= stall_control_re;
	if (watchdog0_re) begin
		csrstorage3_storage[31:0] <= watchdog0_r;
	end
	csrstorage3_re <= watchdog0_re;
	if (window_base0_re) begin
		csrstorage4_storage[31:0] <= window_base0_r;
	end
	csrstorage4_re <= window_base0_re;
	if (window_limit0_re) begin
		csrstorage5_storage[31:0] <= window_limit0_r;
	end
	csrstorage5_re <= window_limit0_re;
	csrstatus12_re <= error_address_re;
	csrstatus13_re <= error_source_re;
	csrstatus14_re <= strays_re;
	if (sys_rst) begin
		m0_axi_arvalid <= 1'd0;
		m0_axi_araddr <= 32'd0;
		m0_axi_arlen <= 4'd0;
		m1_axi_arvalid <= 1'd0;
		m1_axi_araddr <= 32'd0;
		m1_axi_arlen <= 4'd0;
		m2_axi_awvalid <= 1'd0;
		m2_axi_awaddr <= 32'd0;
		m2_axi_awlen <= 4'd0;
		m2_axi_arvalid <= 1'd0;
		m2_axi_araddr <= 32'd0;
		m2_axi_arlen <= 4'd0;
		csrstatus0_re <= 1'd0;
		csrstatus1_re <= 1'd0;
		csrstatus2_re <= 1'd0;
		csrstorage0_storage <= 1'd0;
		csrstorage0_re <= 1'd0;
		csrstorage1_storage <= 32'd0;
		csrstorage1_re <= 1'd0;
		csrstorage2_storage <= 16'd0;
		csrstorage2_re <= 1'd0;
		csrstatus3_re <= 1'd0;
		csrstatus4_re <= 1'd0;
		value5 <= 32'd0;
		csrstatus5_re <= 1'd0;
		value6 <= 32'd0;
		csrstatus6_re <= 1'd0;
		value7 <= 32'd0;
		csrstatus7_re <= 1'd0;
		value8 <= 32'd0;
		csrstatus8_re <= 1'd0;
		value9 <= 32'd0;
		csrstatus9_re <= 1'd0;
		value10 <= 32'd0;
		csrstatus10_re <= 1'd0;
		value11 <= 32'd0;
		csrstatus11_re <= 1'd0;
		csrstorage3_storage <= 32'd0;
		csrstorage3_re <= 1'd0;
		csrstorage4_storage <= 32'd0;
		csrstorage4_re <= 1'd0;
		csrstorage5_storage <= 32'd4294963200;
		csrstorage5_re <= 1'd0;
		value12 <= 32'd0;
		csrstatus12_re <= 1'd0;
		port <= 4'd0;
		client <= 4'd0;
		csrstatus13_re <= 1'd0;
		value13 <= 32'd0;
		csrstatus14_re <= 1'd0;
		descriptors_splitter_source_valid <= 1'd0;
		descriptors_splitter_source_payload_address <= 32'd0;
		descriptors_splitter_source_payload_beats <= 5'd0;
		descriptors_splitter_refused <= 1'd0;
		descriptors_splitter_busy <= 1'd0;
		descriptors_splitter_phase <= 2'd0;
		descriptors_reserved <= 7'd0;
		descriptors_flying <= 7'd0;
		descriptors_fits <= 1'd0;
		descriptors_taken <= 1'd0;
		descriptors_fifo_source_valid <= 1'd0;
		descriptors_fifo_produce <= 5'd0;
		descriptors_fifo_consume <= 5'd0;
		descriptors_fifo_stored <= 6'd0;
		descriptors_fifo_places <= 5'd16;
		descriptors_fifo_fetch <= 1'd0;
		descriptors_fifo_popped <= 1'd0;
		descriptors_fifo_tail_adr <= 4'd0;
		descriptors_fifo_head_adr <= 4'd0;
		descriptors_fifo_queued <= 5'd0;
		descriptors_fifo_valid_stage0 <= 1'd0;
		descriptors_fifo_valid_stage1 <= 1'd0;
		descriptors_fifo_valid_stage2 <= 1'd0;
		descriptors_converter_source_payload_data <= 128'd0;
		descriptors_converter_source_payload_valid_token_count <= 2'd0;
		descriptors_converter_demux <= 1'd0;
		descriptors_converter_strobe_all <= 1'd0;
		activations_splitter_source_valid <= 1'd0;
		activations_splitter_source_payload_address <= 32'd0;
		activations_splitter_source_payload_beats <= 5'd0;
		activations_splitter_refused <= 1'd0;
		activations_splitter_busy <= 1'd0;
		activations_splitter_phase <= 2'd0;
		activations_reserved <= 10'd0;
		activations_flying <= 10'd0;
		activations_fits <= 1'd0;
		activations_taken <= 1'd0;
		activations_fifo_source_valid <= 1'd0;
		activations_fifo_produce <= 8'd0;
		activations_fifo_consume <= 8'd0;
		activations_fifo_stored <= 9'd0;
		activations_fifo_places <= 5'd16;
		activations_fifo_fetch <= 1'd0;
		activations_fifo_popped <= 1'd0;
		activations_fifo_tail_adr <= 4'd0;
		activations_fifo_head_adr <= 4'd0;
		activations_fifo_queued <= 5'd0;
		activations_fifo_valid_stage0 <= 1'd0;
		activations_fifo_valid_stage1 <= 1'd0;
		activations_fifo_valid_stage2 <= 1'd0;
		activations_converter_source_payload_data <= 128'd0;
		activations_converter_source_payload_valid_token_count <= 2'd0;
		activations_converter_demux <= 1'd0;
		activations_converter_strobe_all <= 1'd0;
		reader0_splitter_source_valid <= 1'd0;
		reader0_splitter_source_payload_address <= 32'd0;
		reader0_splitter_source_payload_beats <= 5'd0;
		reader0_splitter_refused <= 1'd0;
		reader0_splitter_busy <= 1'd0;
		reader0_splitter_phase <= 2'd0;
		reader0_reserved <= 10'd0;
		reader0_flying <= 10'd0;
		reader0_fits <= 1'd0;
		reader0_taken <= 1'd0;
		reader0_fifo_source_valid <= 1'd0;
		reader0_fifo_produce <= 9'd0;
		reader0_fifo_consume <= 9'd0;
		reader0_fifo_stored <= 10'd0;
		reader0_fifo_places <= 5'd16;
		reader0_fifo_fetch <= 1'd0;
		reader0_fifo_popped <= 1'd0;
		reader0_fifo_tail_adr <= 4'd0;
		reader0_fifo_head_adr <= 4'd0;
		reader0_fifo_queued <= 5'd0;
		reader0_fifo_valid_stage0 <= 1'd0;
		reader0_fifo_valid_stage1 <= 1'd0;
		reader0_fifo_valid_stage2 <= 1'd0;
		reader1_splitter_source_valid <= 1'd0;
		reader1_splitter_source_payload_address <= 32'd0;
		reader1_splitter_source_payload_beats <= 5'd0;
		reader1_splitter_refused <= 1'd0;
		reader1_splitter_busy <= 1'd0;
		reader1_splitter_phase <= 2'd0;
		reader1_reserved <= 10'd0;
		reader1_flying <= 10'd0;
		reader1_fits <= 1'd0;
		reader1_taken <= 1'd0;
		reader1_fifo_source_valid <= 1'd0;
		reader1_fifo_produce <= 9'd0;
		reader1_fifo_consume <= 9'd0;
		reader1_fifo_stored <= 10'd0;
		reader1_fifo_places <= 5'd16;
		reader1_fifo_fetch <= 1'd0;
		reader1_fifo_popped <= 1'd0;
		reader1_fifo_tail_adr <= 4'd0;
		reader1_fifo_head_adr <= 4'd0;
		reader1_fifo_queued <= 5'd0;
		reader1_fifo_valid_stage0 <= 1'd0;
		reader1_fifo_valid_stage1 <= 1'd0;
		reader1_fifo_valid_stage2 <= 1'd0;
		readport0_stray <= 1'd0;
		readport0_valid <= 1'd0;
		readport0_arrived <= 1'd0;
		readport1_stray <= 1'd0;
		readport1_valid <= 1'd0;
		readport1_arrived <= 1'd0;
		readport2_stray <= 1'd0;
		readport2_valid <= 1'd0;
		readport2_arrived0 <= 1'd0;
		readport2_arrived1 <= 1'd0;
		writer_error <= 1'd0;
		writer_stray <= 1'd0;
		writer_splitter_source_valid <= 1'd0;
		writer_splitter_source_payload_address <= 32'd0;
		writer_splitter_source_payload_beats <= 5'd0;
		writer_splitter_refused <= 1'd0;
		writer_splitter_busy <= 1'd0;
		writer_splitter_phase <= 2'd0;
		writer_fifo_level <= 7'd0;
		writer_fifo_produce <= 6'd0;
		writer_fifo_consume <= 6'd0;
		writer_beats <= 5'd0;
		writer_queued <= 5'd0;
		writer_pending <= 8'd0;
		writer_spare <= 7'd0;
		writer_enough <= 1'd0;
		fetch_done <= 1'd1;
		fetch_fault <= 8'd0;
		fetch_count <= 4'd0;
		fetch_end0 <= 37'd0;
		fetch_total0 <= 37'd0;
		fetch_end1 <= 37'd0;
		fetch_total1 <= 37'd0;
		fetch_end2 <= 37'd0;
		fetch_total2 <= 37'd0;
		datapath_computed_planes <= 4'd0;
		datapath_computed_group <= 3'd0;
		datapath_computed_explicit <= 1'd0;
		datapath_computed_rows <= 8'd0;
		datapath_computed_ternary <= 1'd0;
		datapath_computed_columns <= 24'd0;
		datapath_computed_slices <= 10'd0;
		datapath_computed_output <= 32'd0;
		datapath_computed_output_words <= 32'd0;
		datapath_table_write_valid <= 1'd0;
		datapath_table_write_we <= 4'd0;
		datapath_table_write_bank <= 1'd0;
		datapath_table_write_segments <= 4'd0;
		datapath_table_write_address <= 5'd0;
		datapath_table_write_data <= 384'd0;
		datapath_piece_write_zero <= 27'd0;
		datapath_piece_write_other <= 27'd0;
		datapath_loader_tiles <= 16'd0;
		datapath_loader_full <= 2'd0;
		datapath_loader_bank0 <= 1'd0;
		datapath_loader_row0 <= 4'd1;
		datapath_loader_rows_left <= 8'd0;
		datapath_loader_slices_left <= 10'd0;
		datapath_loader_tiles_left <= 16'd0;
		datapath_loader_segment <= 2'd0;
		datapath_loader_word <= 4'd0;
		datapath_loader_entry <= 5'd0;
		datapath_loader_start1 <= 1'd0;
		datapath_loader_piece <= 3'd0;
		datapath_loader_active <= 1'd0;
		datapath_loader_last <= 3'd0;
		datapath_loader_two <= 1'd0;
		datapath_loader_valid <= 8'd0;
		datapath_loader_last_segment <= 1'd0;
		datapath_loader_last_row <= 1'd0;
		datapath_issue_turn <= 1'd0;
		datapath_issue_plane_valid <= 1'd0;
		datapath_issue_plane_first <= 1'd0;
		datapath_issue_plane_last <= 1'd0;
		datapath_issue_plane_bank <= 1'd0;
		datapath_issue_plane_column <= 10'd0;
		datapath_issue_plane_clear <= 1'd0;
		datapath_issue_plane_final <= 1'd0;
		datapath_issue_plane_slot <= 3'd0;
		datapath_issue_plane_lane <= 3'd0;
		datapath_issue_plane_turn <= 1'd0;
		datapath_issue_scale_we <= 1'd0;
		datapath_issue_done <= 1'd1;
		datapath_issue_idle <= 1'd1;
		datapath_issue_active <= 1'd0;
		datapath_issue_scale <= 1'd0;
		datapath_issue_bank <= 1'd0;
		datapath_issue_plane_loop_first <= 1'd0;
		datapath_issue_plane_loop_last <= 1'd0;
		datapath_issue_plane_loop_left <= 3'd0;
		datapath_issue_plane_loop_others <= 3'd0;
		datapath_issue_plane_loop_single <= 1'd0;
		datapath_issue_column_loop_count <= 11'd0;
		datapath_issue_column_loop_first <= 1'd0;
		datapath_issue_column_loop_last <= 1'd0;
		datapath_issue_column_loop_left <= 10'd0;
		datapath_issue_column_loop_others <= 10'd0;
		datapath_issue_column_loop_single <= 1'd0;
		datapath_issue_slice_loop_first <= 1'd0;
		datapath_issue_slice_loop_last <= 1'd0;
		datapath_issue_slice_loop_left <= 10'd0;
		datapath_issue_slice_loop_others <= 10'd0;
		datapath_issue_slice_loop_single <= 1'd0;
		datapath_issue_left <= 24'd0;
		datapath_issue_next_tile <= 11'd0;
		datapath_issue_tile <= 11'd0;
		datapath_issue_last_next <= 1'd0;
		datapath_issue_last_tile <= 1'd0;
		datapath_issue_stage0 <= 1'd0;
		datapath_issue_stage1 <= 1'd0;
		datapath_issue_stage2 <= 1'd0;
		datapath_issue_stage3 <= 1'd0;
		datapath_issue_stage4 <= 1'd0;
		datapath_issue_stage5 <= 1'd0;
		datapath_issue_stage6 <= 1'd0;
		datapath_issue_stage7 <= 1'd0;
		datapath_issue_stage8 <= 1'd0;
		datapath_issue_stage9 <= 1'd0;
		datapath_issue_stage10 <= 1'd0;
		datapath_issue_stage11 <= 1'd0;
		datapath_issue_stage12 <= 1'd0;
		datapath_issue_stage13 <= 1'd0;
		datapath_issue_stage14 <= 1'd0;
		datapath_issue_stage15 <= 1'd0;
		datapath_issue_stage16 <= 1'd0;
		datapath_issue_stage17 <= 1'd0;
		datapath_issue_stage18 <= 1'd0;
		datapath_issue_stage19 <= 1'd0;
		datapath_issue_stage20 <= 1'd0;
		datapath_issue_stage21 <= 1'd0;
		datapath_issue_stage22 <= 1'd0;
		datapath_issue_stage23 <= 1'd0;
		datapath_issue_stage24 <= 1'd0;
		datapath_issue_held <= 1'd0;
		datapath_issue_pause <= 2'd0;
		datapath_issue_places <= 11'd1024;
		datapath_issue_issued_stage <= 1'd0;
		datapath_issue_full1 <= 1'd0;
		datapath_issue_narrow1 <= 1'd0;
		datapath_issue_tables <= 1'd0;
		datapath_issue_block_loop_count <= 4'd0;
		datapath_issue_block_loop_first <= 1'd0;
		datapath_issue_block_loop_last <= 1'd0;
		datapath_issue_block_loop_left <= 3'd0;
		datapath_issue_block_loop_others <= 3'd0;
		datapath_issue_block_loop_single <= 1'd0;
		datapath_issue_slot <= 3'd0;
		datapath_issue_lane <= 3'd0;
		datapath_issue_block <= 4'd0;
		datapath_issue_used <= 2'd0;
		datapath_issue_stage25 <= 2'd0;
		datapath_issue_stage26 <= 2'd0;
		datapath_issue_stage27 <= 2'd0;
		datapath_issue_stage28 <= 2'd0;
		datapath_issue_stage29 <= 2'd0;
		datapath_issue_stage30 <= 2'd0;
		datapath_issue_stage31 <= 2'd0;
		datapath_issue_stage32 <= 2'd0;
		datapath_issue_stage33 <= 2'd0;
		datapath_issue_stage34 <= 2'd0;
		datapath_issue_stage35 <= 2'd0;
		datapath_datapath_place0 <= 10'd0;
		datapath_datapath_record0_valid0 <= 1'd0;
		datapath_datapath_record0_first0 <= 1'd0;
		datapath_datapath_record0_last0 <= 1'd0;
		datapath_datapath_record0_bank0 <= 1'd0;
		datapath_datapath_record0_column0 <= 10'd0;
		datapath_datapath_record0_clear0 <= 1'd0;
		datapath_datapath_record0_final0 <= 1'd0;
		datapath_datapath_record0_slot0 <= 3'd0;
		datapath_datapath_record0_lane0 <= 3'd0;
		datapath_datapath_record0_turn0 <= 1'd0;
		datapath_datapath_record1_valid0 <= 1'd0;
		datapath_datapath_record1_first0 <= 1'd0;
		datapath_datapath_record1_last0 <= 1'd0;
		datapath_datapath_record1_bank0 <= 1'd0;
		datapath_datapath_record1_column0 <= 10'd0;
		datapath_datapath_record1_clear0 <= 1'd0;
		datapath_datapath_record1_final0 <= 1'd0;
		datapath_datapath_record1_slot0 <= 3'd0;
		datapath_datapath_record1_lane0 <= 3'd0;
		datapath_datapath_record1_turn0 <= 1'd0;
		datapath_datapath_record2_valid0 <= 1'd0;
		datapath_datapath_record2_first0 <= 1'd0;
		datapath_datapath_record2_last0 <= 1'd0;
		datapath_datapath_record2_bank0 <= 1'd0;
		datapath_datapath_record2_column0 <= 10'd0;
		datapath_datapath_record2_clear0 <= 1'd0;
		datapath_datapath_record2_final0 <= 1'd0;
		datapath_datapath_record2_slot0 <= 3'd0;
		datapath_datapath_record2_lane0 <= 3'd0;
		datapath_datapath_record2_turn0 <= 1'd0;
		datapath_datapath_record3_valid0 <= 1'd0;
		datapath_datapath_record3_first0 <= 1'd0;
		datapath_datapath_record3_last0 <= 1'd0;
		datapath_datapath_record3_bank0 <= 1'd0;
		datapath_datapath_record3_column0 <= 10'd0;
		datapath_datapath_record3_clear0 <= 1'd0;
		datapath_datapath_record3_final0 <= 1'd0;
		datapath_datapath_record3_slot0 <= 3'd0;
		datapath_datapath_record3_lane0 <= 3'd0;
		datapath_datapath_record3_turn0 <= 1'd0;
		datapath_datapath_record4_valid0 <= 1'd0;
		datapath_datapath_record4_first0 <= 1'd0;
		datapath_datapath_record4_last0 <= 1'd0;
		datapath_datapath_record4_bank0 <= 1'd0;
		datapath_datapath_record4_column0 <= 10'd0;
		datapath_datapath_record4_clear0 <= 1'd0;
		datapath_datapath_record4_final0 <= 1'd0;
		datapath_datapath_record4_slot0 <= 3'd0;
		datapath_datapath_record4_lane0 <= 3'd0;
		datapath_datapath_record4_turn0 <= 1'd0;
		datapath_datapath_record0_valid1 <= 1'd0;
		datapath_datapath_record0_first1 <= 1'd0;
		datapath_datapath_record0_last1 <= 1'd0;
		datapath_datapath_record0_piece <= 2'd0;
		datapath_datapath_record0_other <= 2'd0;
		datapath_datapath_record0_turn1 <= 1'd0;
		datapath_datapath_record0_bank1 <= 1'd0;
		datapath_datapath_record0_column1 <= 10'd0;
		datapath_datapath_record0_clear1 <= 1'd0;
		datapath_datapath_record0_final1 <= 1'd0;
		datapath_datapath_record0_slot1 <= 3'd0;
		datapath_datapath_record0_lane1 <= 3'd0;
		datapath_datapath_record1_valid1 <= 1'd0;
		datapath_datapath_record1_first1 <= 1'd0;
		datapath_datapath_record1_last1 <= 1'd0;
		datapath_datapath_record1_piece <= 2'd0;
		datapath_datapath_record1_other <= 2'd0;
		datapath_datapath_record1_turn1 <= 1'd0;
		datapath_datapath_record1_bank1 <= 1'd0;
		datapath_datapath_record1_column1 <= 10'd0;
		datapath_datapath_record1_clear1 <= 1'd0;
		datapath_datapath_record1_final1 <= 1'd0;
		datapath_datapath_record1_slot1 <= 3'd0;
		datapath_datapath_record1_lane1 <= 3'd0;
		datapath_datapath_record2_valid1 <= 1'd0;
		datapath_datapath_record2_first1 <= 1'd0;
		datapath_datapath_record2_last1 <= 1'd0;
		datapath_datapath_record2_piece <= 2'd0;
		datapath_datapath_record2_other <= 2'd0;
		datapath_datapath_record2_turn1 <= 1'd0;
		datapath_datapath_record2_bank1 <= 1'd0;
		datapath_datapath_record2_column1 <= 10'd0;
		datapath_datapath_record2_clear1 <= 1'd0;
		datapath_datapath_record2_final1 <= 1'd0;
		datapath_datapath_record2_slot1 <= 3'd0;
		datapath_datapath_record2_lane1 <= 3'd0;
		datapath_datapath_record3_valid1 <= 1'd0;
		datapath_datapath_record3_first1 <= 1'd0;
		datapath_datapath_record3_last1 <= 1'd0;
		datapath_datapath_record3_piece <= 2'd0;
		datapath_datapath_record3_other <= 2'd0;
		datapath_datapath_record3_turn1 <= 1'd0;
		datapath_datapath_record3_bank1 <= 1'd0;
		datapath_datapath_record3_column1 <= 10'd0;
		datapath_datapath_record3_clear1 <= 1'd0;
		datapath_datapath_record3_final1 <= 1'd0;
		datapath_datapath_record3_slot1 <= 3'd0;
		datapath_datapath_record3_lane1 <= 3'd0;
		datapath_datapath_record4_valid1 <= 1'd0;
		datapath_datapath_record4_first1 <= 1'd0;
		datapath_datapath_record4_last1 <= 1'd0;
		datapath_datapath_record4_piece <= 2'd0;
		datapath_datapath_record4_other <= 2'd0;
		datapath_datapath_record4_turn1 <= 1'd0;
		datapath_datapath_record4_bank1 <= 1'd0;
		datapath_datapath_record4_column1 <= 10'd0;
		datapath_datapath_record4_clear1 <= 1'd0;
		datapath_datapath_record4_final1 <= 1'd0;
		datapath_datapath_record4_slot1 <= 3'd0;
		datapath_datapath_record4_lane1 <= 3'd0;
		datapath_datapath_record5_valid <= 1'd0;
		datapath_datapath_record5_first <= 1'd0;
		datapath_datapath_record5_last <= 1'd0;
		datapath_datapath_record5_piece <= 2'd0;
		datapath_datapath_record5_other <= 2'd0;
		datapath_datapath_record5_turn <= 1'd0;
		datapath_datapath_record5_bank <= 1'd0;
		datapath_datapath_record5_column <= 10'd0;
		datapath_datapath_record5_clear <= 1'd0;
		datapath_datapath_record5_final <= 1'd0;
		datapath_datapath_record5_slot <= 3'd0;
		datapath_datapath_record5_lane <= 3'd0;
		datapath_datapath_record6_valid <= 1'd0;
		datapath_datapath_record6_first <= 1'd0;
		datapath_datapath_record6_last <= 1'd0;
		datapath_datapath_record6_piece <= 2'd0;
		datapath_datapath_record6_other <= 2'd0;
		datapath_datapath_record6_turn <= 1'd0;
		datapath_datapath_record6_bank <= 1'd0;
		datapath_datapath_record6_column <= 10'd0;
		datapath_datapath_record6_clear <= 1'd0;
		datapath_datapath_record6_final <= 1'd0;
		datapath_datapath_record6_slot <= 3'd0;
		datapath_datapath_record6_lane <= 3'd0;
		datapath_datapath_record7_valid <= 1'd0;
		datapath_datapath_record7_first <= 1'd0;
		datapath_datapath_record7_last <= 1'd0;
		datapath_datapath_record7_piece <= 2'd0;
		datapath_datapath_record7_other <= 2'd0;
		datapath_datapath_record7_turn <= 1'd0;
		datapath_datapath_record7_bank <= 1'd0;
		datapath_datapath_record7_column <= 10'd0;
		datapath_datapath_record7_clear <= 1'd0;
		datapath_datapath_record7_final <= 1'd0;
		datapath_datapath_record7_slot <= 3'd0;
		datapath_datapath_record7_lane <= 3'd0;
		datapath_datapath_record8_valid <= 1'd0;
		datapath_datapath_record8_first <= 1'd0;
		datapath_datapath_record8_last <= 1'd0;
		datapath_datapath_record8_piece <= 2'd0;
		datapath_datapath_record8_other <= 2'd0;
		datapath_datapath_record8_turn <= 1'd0;
		datapath_datapath_record8_bank <= 1'd0;
		datapath_datapath_record8_column <= 10'd0;
		datapath_datapath_record8_clear <= 1'd0;
		datapath_datapath_record8_final <= 1'd0;
		datapath_datapath_record8_slot <= 3'd0;
		datapath_datapath_record8_lane <= 3'd0;
		datapath_datapath_record9_valid <= 1'd0;
		datapath_datapath_record9_first <= 1'd0;
		datapath_datapath_record9_last <= 1'd0;
		datapath_datapath_record9_piece <= 2'd0;
		datapath_datapath_record9_other <= 2'd0;
		datapath_datapath_record9_turn <= 1'd0;
		datapath_datapath_record9_bank <= 1'd0;
		datapath_datapath_record9_column <= 10'd0;
		datapath_datapath_record9_clear <= 1'd0;
		datapath_datapath_record9_final <= 1'd0;
		datapath_datapath_record9_slot <= 3'd0;
		datapath_datapath_record9_lane <= 3'd0;
		datapath_datapath_record10_valid <= 1'd0;
		datapath_datapath_record10_first <= 1'd0;
		datapath_datapath_record10_last <= 1'd0;
		datapath_datapath_record10_piece <= 2'd0;
		datapath_datapath_record10_other <= 2'd0;
		datapath_datapath_record10_turn <= 1'd0;
		datapath_datapath_record10_bank <= 1'd0;
		datapath_datapath_record10_column <= 10'd0;
		datapath_datapath_record10_clear <= 1'd0;
		datapath_datapath_record10_final <= 1'd0;
		datapath_datapath_record10_slot <= 3'd0;
		datapath_datapath_record10_lane <= 3'd0;
		datapath_datapath_record11_valid <= 1'd0;
		datapath_datapath_record11_first <= 1'd0;
		datapath_datapath_record11_last <= 1'd0;
		datapath_datapath_record11_piece <= 2'd0;
		datapath_datapath_record11_other <= 2'd0;
		datapath_datapath_record11_turn <= 1'd0;
		datapath_datapath_record11_bank <= 1'd0;
		datapath_datapath_record11_column <= 10'd0;
		datapath_datapath_record11_clear <= 1'd0;
		datapath_datapath_record11_final <= 1'd0;
		datapath_datapath_record11_slot <= 3'd0;
		datapath_datapath_record11_lane <= 3'd0;
		datapath_datapath_stage <= 1'd0;
		datapath_datapath_row_enable0 <= 1'd0;
		datapath_datapath_adder_enable0 <= 1'd0;
		datapath_datapath_adder_enable1 <= 1'd0;
		datapath_datapath_adder_enable2 <= 1'd0;
		datapath_datapath_row_enable1 <= 1'd0;
		datapath_datapath_adder_enable3 <= 1'd0;
		datapath_datapath_adder_enable4 <= 1'd0;
		datapath_datapath_adder_enable5 <= 1'd0;
		datapath_datapath_row_enable2 <= 1'd0;
		datapath_datapath_adder_enable6 <= 1'd0;
		datapath_datapath_adder_enable7 <= 1'd0;
		datapath_datapath_adder_enable8 <= 1'd0;
		datapath_datapath_row_enable3 <= 1'd0;
		datapath_datapath_adder_enable9 <= 1'd0;
		datapath_datapath_adder_enable10 <= 1'd0;
		datapath_datapath_adder_enable11 <= 1'd0;
		datapath_datapath_drain_place <= 10'd0;
		datapath_datapath_drain_source_valid <= 1'd0;
		datapath_datapath_drain_quad <= 1'd0;
		datapath_datapath_drain_group <= 1'd0;
		datapath_datapath_drain_active <= 1'd0;
		datapath_datapath_drain_padding <= 1'd0;
		datapath_datapath_drain_rows1 <= 8'd0;
		datapath_datapath_drain_parts <= 2'd0;
		datapath_datapath_drain_some <= 1'd0;
		datapath_datapath_drain_hold1 <= 1'd0;
		datapath_datapath_drain_first <= 1'd0;
		datapath_datapath_drain_last <= 1'd0;
		datapath_datapath_drain_left <= 24'd0;
		datapath_datapath_drain_others <= 24'd0;
		datapath_datapath_drain_single <= 1'd0;
		datapath_datapath_drain_stored <= 11'd0;
		datapath_datapath_drain_reading <= 2'd0;
		datapath_datapath_drain_full <= 2'd0;
		datapath_reset <= 1'd0;
		watchdog_expired <= 1'd0;
		watchdog_left <= 32'd0;
		watchdog_used <= 1'd0;
		length0 <= 1'd0;
		length1 <= 1'd0;
		length2 <= 1'd0;
		control_done <= 1'd0;
		control_code <= 8'd0;
		control_completed0 <= 16'd0;
		control_start0 <= 1'd0;
		control_flush0 <= 1'd0;
		control_weights <= 1'd0;
		control_compute <= 1'd0;
		control_store <= 1'd0;
		control_completed1 <= 1'd0;
		control_loading <= 1'd0;
		control_asked <= 1'd0;
		control_computing <= 1'd0;
		control_storing <= 1'd0;
		control_stored1 <= 1'd0;
		control_rung <= 1'd0;
		control_settle <= 3'd0;
		control_checked <= 1'd0;
		control_left <= 16'd0;
		control_last <= 1'd0;
		control_loaded1 <= 1'd0;
		control_quiet1 <= 1'd0;
		control_keep0 <= 1'd0;
		control_keep1 <= 1'd0;
		control_keep2 <= 1'd0;
		control_keep3 <= 1'd0;
		control_keep4 <= 1'd0;
		control_keep5 <= 1'd0;
		control_keep6 <= 1'd0;
		control_keep7 <= 1'd0;
		control_keep8 <= 1'd0;
		control_keep9 <= 1'd0;
		control_keep10 <= 1'd0;
		control_keep11 <= 1'd0;
		tiles <= 16'd0;
		tiles_left <= 1'd0;
		cause0 <= 2'd0;
		cause1 <= 2'd0;
		cause2 <= 2'd0;
		captured <= 1'd0;
		count0 <= 1'd0;
		count1 <= 1'd0;
		count2 <= 1'd0;
		count3 <= 1'd0;
		count4 <= 1'd0;
		count5 <= 1'd0;
		count6 <= 1'd0;
		s_axil_rdata <= 32'd0;
		index <= 5'd0;
		known <= 1'd0;
		resetinserter_state <= 4'd0;
		control_state <= 3'd0;
		state <= 3'd0;
	end
end

(* no_rw_check = 1 *) reg [127:0] memory[0:31];
reg [4:0] memadr;
reg [127:0] memdat;
always @(posedge sys_clk) begin : mem_write_block
	if (descriptors_fifo_writer_we)
		memory[descriptors_fifo_writer_adr] <= descriptors_fifo_writer_dat_w;
	memadr <= descriptors_fifo_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_1
	memdat <= memory[descriptors_fifo_reader_adr];
end

assign descriptors_fifo_writer_dat_r = memory[memadr];
assign descriptors_fifo_reader_dat_r = memdat;

(* no_rw_check = 1 *) reg [127:0] queue[0:15];
reg [3:0] memadr_1;
always @(posedge sys_clk) begin : mem_write_block_2
	if (descriptors_fifo_tail_we)
		queue[descriptors_fifo_tail_adr] <= descriptors_fifo_tail_dat_w;
	memadr_1 <= descriptors_fifo_tail_adr;
end

always @(posedge sys_clk) begin : mem_write_block_3
end

assign descriptors_fifo_tail_dat_r = queue[memadr_1];
assign descriptors_fifo_head_dat_r = queue[descriptors_fifo_head_adr];

(* no_rw_check = 1 *) reg [127:0] memory_1[0:255];
reg [7:0] memadr_2;
reg [127:0] memdat_1;
always @(posedge sys_clk) begin : mem_write_block_4
	if (activations_fifo_writer_we)
		memory_1[activations_fifo_writer_adr] <= activations_fifo_writer_dat_w;
	memadr_2 <= activations_fifo_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_5
	memdat_1 <= memory_1[activations_fifo_reader_adr];
end

assign activations_fifo_writer_dat_r = memory_1[memadr_2];
assign activations_fifo_reader_dat_r = memdat_1;

(* no_rw_check = 1 *) reg [127:0] queue_1[0:15];
reg [3:0] memadr_3;
always @(posedge sys_clk) begin : mem_write_block_6
	if (activations_fifo_tail_we)
		queue_1[activations_fifo_tail_adr] <= activations_fifo_tail_dat_w;
	memadr_3 <= activations_fifo_tail_adr;
end

always @(posedge sys_clk) begin : mem_write_block_7
end

assign activations_fifo_tail_dat_r = queue_1[memadr_3];
assign activations_fifo_head_dat_r = queue_1[activations_fifo_head_adr];

(* no_rw_check = 1 *) reg [63:0] memory_2[0:511];
reg [8:0] memadr_4;
reg [63:0] memdat_2;
always @(posedge sys_clk) begin : mem_write_block_8
	if (reader0_fifo_writer_we)
		memory_2[reader0_fifo_writer_adr] <= reader0_fifo_writer_dat_w;
	memadr_4 <= reader0_fifo_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_9
	memdat_2 <= memory_2[reader0_fifo_reader_adr];
end

assign reader0_fifo_writer_dat_r = memory_2[memadr_4];
assign reader0_fifo_reader_dat_r = memdat_2;

(* no_rw_check = 1 *) reg [63:0] queue_2[0:15];
reg [3:0] memadr_5;
always @(posedge sys_clk) begin : mem_write_block_10
	if (reader0_fifo_tail_we)
		queue_2[reader0_fifo_tail_adr] <= reader0_fifo_tail_dat_w;
	memadr_5 <= reader0_fifo_tail_adr;
end

always @(posedge sys_clk) begin : mem_write_block_11
end

assign reader0_fifo_tail_dat_r = queue_2[memadr_5];
assign reader0_fifo_head_dat_r = queue_2[reader0_fifo_head_adr];

(* no_rw_check = 1 *) reg [63:0] memory_3[0:511];
reg [8:0] memadr_6;
reg [63:0] memdat_3;
always @(posedge sys_clk) begin : mem_write_block_12
	if (reader1_fifo_writer_we)
		memory_3[reader1_fifo_writer_adr] <= reader1_fifo_writer_dat_w;
	memadr_6 <= reader1_fifo_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_13
	memdat_3 <= memory_3[reader1_fifo_reader_adr];
end

assign reader1_fifo_writer_dat_r = memory_3[memadr_6];
assign reader1_fifo_reader_dat_r = memdat_3;

(* no_rw_check = 1 *) reg [63:0] queue_3[0:15];
reg [3:0] memadr_7;
always @(posedge sys_clk) begin : mem_write_block_14
	if (reader1_fifo_tail_we)
		queue_3[reader1_fifo_tail_adr] <= reader1_fifo_tail_dat_w;
	memadr_7 <= reader1_fifo_tail_adr;
end

always @(posedge sys_clk) begin : mem_write_block_15
end

assign reader1_fifo_tail_dat_r = queue_3[memadr_7];
assign reader1_fifo_head_dat_r = queue_3[reader1_fifo_head_adr];

(* no_rw_check = 1 *) reg [129:0] storage[0:63];
reg [129:0] memdat_4;
always @(posedge sys_clk) begin : mem_write_block_16
	if (writer_fifo_wrport_we)
		storage[writer_fifo_wrport_adr] <= writer_fifo_wrport_dat_w;
	memdat_4 <= storage[writer_fifo_wrport_adr];
end

always @(posedge sys_clk) begin : mem_write_block_17
end

assign writer_fifo_wrport_dat_r = memdat_4;
assign writer_fifo_rdport_dat_r = storage[writer_fifo_rdport_adr];

(* no_rw_check = 1 *) reg [127:0] memory_4[0:7];
reg [2:0] memadr_8;
always @(posedge sys_clk) begin : mem_write_block_18
	if (datapath_datapath_replay_writer_we)
		memory_4[datapath_datapath_replay_writer_adr] <= datapath_datapath_replay_writer_dat_w;
	memadr_8 <= datapath_datapath_replay_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_19
end

assign datapath_datapath_replay_writer_dat_r = memory_4[memadr_8];
assign datapath_datapath_replay_reader_dat_r = memory_4[datapath_datapath_replay_reader_adr];

(* no_rw_check = 1 *) reg [127:0] store[0:7];
reg [2:0] memadr_9;
always @(posedge sys_clk) begin : mem_write_block_20
	if (datapath_datapath_scale_writer_we)
		store[datapath_datapath_scale_writer_adr] <= datapath_datapath_scale_writer_dat_w;
	memadr_9 <= datapath_datapath_scale_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_21
end

assign datapath_datapath_scale_writer_dat_r = store[memadr_9];
assign datapath_datapath_scale_reader_dat_r = store[datapath_datapath_scale_reader_adr];

(* no_rw_check = 1 *) reg [31:0] store_1[0:15];
reg [3:0] memadr_10;
always @(posedge sys_clk) begin : mem_write_block_22
	if (datapath_datapath_rowparameters0_first_writer_we)
		store_1[datapath_datapath_rowparameters0_first_writer_adr] <= datapath_datapath_rowparameters0_first_writer_dat_w;
	memadr_10 <= datapath_datapath_rowparameters0_first_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_23
end

assign datapath_datapath_rowparameters0_first_writer_dat_r = store_1[memadr_10];
assign datapath_datapath_rowparameters0_first_reader_dat_r = store_1[datapath_datapath_rowparameters0_first_reader_adr];

(* no_rw_check = 1 *) reg [26:0] store_2[0:15];
reg [3:0] memadr_11;
always @(posedge sys_clk) begin : mem_write_block_24
	if (datapath_datapath_rowparameters0_other_writer_we)
		store_2[datapath_datapath_rowparameters0_other_writer_adr] <= datapath_datapath_rowparameters0_other_writer_dat_w;
	memadr_11 <= datapath_datapath_rowparameters0_other_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_25
end

assign datapath_datapath_rowparameters0_other_writer_dat_r = store_2[memadr_11];
assign datapath_datapath_rowparameters0_other_reader_dat_r = store_2[datapath_datapath_rowparameters0_other_reader_adr];

(* no_rw_check = 1 *) reg [11:0] memory_5[0:63];
reg [5:0] memadr_12;
always @(posedge sys_clk) begin : mem_write_block_26
	if (datapath_datapath_lookuprow0_memory0_we)
		memory_5[datapath_datapath_lookuprow0_memory0_adr0] <= datapath_datapath_lookuprow0_memory0_dat_w;
	memadr_12 <= datapath_datapath_lookuprow0_memory0_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_27
end

assign datapath_datapath_lookuprow0_memory0_dat_r0 = memory_5[memadr_12];
assign datapath_datapath_lookuprow0_memory0_dat_r1 = memory_5[datapath_datapath_lookuprow0_memory0_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_6[0:63];
reg [5:0] memadr_13;
always @(posedge sys_clk) begin : mem_write_block_28
	if (datapath_datapath_lookuprow0_memory1_we)
		memory_6[datapath_datapath_lookuprow0_memory1_adr0] <= datapath_datapath_lookuprow0_memory1_dat_w;
	memadr_13 <= datapath_datapath_lookuprow0_memory1_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_29
end

assign datapath_datapath_lookuprow0_memory1_dat_r0 = memory_6[memadr_13];
assign datapath_datapath_lookuprow0_memory1_dat_r1 = memory_6[datapath_datapath_lookuprow0_memory1_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_7[0:63];
reg [5:0] memadr_14;
always @(posedge sys_clk) begin : mem_write_block_30
	if (datapath_datapath_lookuprow0_memory2_we)
		memory_7[datapath_datapath_lookuprow0_memory2_adr0] <= datapath_datapath_lookuprow0_memory2_dat_w;
	memadr_14 <= datapath_datapath_lookuprow0_memory2_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_31
end

assign datapath_datapath_lookuprow0_memory2_dat_r0 = memory_7[memadr_14];
assign datapath_datapath_lookuprow0_memory2_dat_r1 = memory_7[datapath_datapath_lookuprow0_memory2_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_8[0:63];
reg [5:0] memadr_15;
always @(posedge sys_clk) begin : mem_write_block_32
	if (datapath_datapath_lookuprow0_memory3_we)
		memory_8[datapath_datapath_lookuprow0_memory3_adr0] <= datapath_datapath_lookuprow0_memory3_dat_w;
	memadr_15 <= datapath_datapath_lookuprow0_memory3_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_33
end

assign datapath_datapath_lookuprow0_memory3_dat_r0 = memory_8[memadr_15];
assign datapath_datapath_lookuprow0_memory3_dat_r1 = memory_8[datapath_datapath_lookuprow0_memory3_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_9[0:63];
reg [5:0] memadr_16;
always @(posedge sys_clk) begin : mem_write_block_34
	if (datapath_datapath_lookuprow0_memory4_we)
		memory_9[datapath_datapath_lookuprow0_memory4_adr0] <= datapath_datapath_lookuprow0_memory4_dat_w;
	memadr_16 <= datapath_datapath_lookuprow0_memory4_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_35
end

assign datapath_datapath_lookuprow0_memory4_dat_r0 = memory_9[memadr_16];
assign datapath_datapath_lookuprow0_memory4_dat_r1 = memory_9[datapath_datapath_lookuprow0_memory4_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_10[0:63];
reg [5:0] memadr_17;
always @(posedge sys_clk) begin : mem_write_block_36
	if (datapath_datapath_lookuprow0_memory5_we)
		memory_10[datapath_datapath_lookuprow0_memory5_adr0] <= datapath_datapath_lookuprow0_memory5_dat_w;
	memadr_17 <= datapath_datapath_lookuprow0_memory5_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_37
end

assign datapath_datapath_lookuprow0_memory5_dat_r0 = memory_10[memadr_17];
assign datapath_datapath_lookuprow0_memory5_dat_r1 = memory_10[datapath_datapath_lookuprow0_memory5_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_11[0:63];
reg [5:0] memadr_18;
always @(posedge sys_clk) begin : mem_write_block_38
	if (datapath_datapath_lookuprow0_memory6_we)
		memory_11[datapath_datapath_lookuprow0_memory6_adr0] <= datapath_datapath_lookuprow0_memory6_dat_w;
	memadr_18 <= datapath_datapath_lookuprow0_memory6_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_39
end

assign datapath_datapath_lookuprow0_memory6_dat_r0 = memory_11[memadr_18];
assign datapath_datapath_lookuprow0_memory6_dat_r1 = memory_11[datapath_datapath_lookuprow0_memory6_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_12[0:63];
reg [5:0] memadr_19;
always @(posedge sys_clk) begin : mem_write_block_40
	if (datapath_datapath_lookuprow0_memory7_we)
		memory_12[datapath_datapath_lookuprow0_memory7_adr0] <= datapath_datapath_lookuprow0_memory7_dat_w;
	memadr_19 <= datapath_datapath_lookuprow0_memory7_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_41
end

assign datapath_datapath_lookuprow0_memory7_dat_r0 = memory_12[memadr_19];
assign datapath_datapath_lookuprow0_memory7_dat_r1 = memory_12[datapath_datapath_lookuprow0_memory7_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_13[0:63];
reg [5:0] memadr_20;
always @(posedge sys_clk) begin : mem_write_block_42
	if (datapath_datapath_lookuprow0_memory8_we)
		memory_13[datapath_datapath_lookuprow0_memory8_adr0] <= datapath_datapath_lookuprow0_memory8_dat_w;
	memadr_20 <= datapath_datapath_lookuprow0_memory8_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_43
end

assign datapath_datapath_lookuprow0_memory8_dat_r0 = memory_13[memadr_20];
assign datapath_datapath_lookuprow0_memory8_dat_r1 = memory_13[datapath_datapath_lookuprow0_memory8_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_14[0:63];
reg [5:0] memadr_21;
always @(posedge sys_clk) begin : mem_write_block_44
	if (datapath_datapath_lookuprow0_memory9_we)
		memory_14[datapath_datapath_lookuprow0_memory9_adr0] <= datapath_datapath_lookuprow0_memory9_dat_w;
	memadr_21 <= datapath_datapath_lookuprow0_memory9_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_45
end

assign datapath_datapath_lookuprow0_memory9_dat_r0 = memory_14[memadr_21];
assign datapath_datapath_lookuprow0_memory9_dat_r1 = memory_14[datapath_datapath_lookuprow0_memory9_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_15[0:63];
reg [5:0] memadr_22;
always @(posedge sys_clk) begin : mem_write_block_46
	if (datapath_datapath_lookuprow0_memory10_we)
		memory_15[datapath_datapath_lookuprow0_memory10_adr0] <= datapath_datapath_lookuprow0_memory10_dat_w;
	memadr_22 <= datapath_datapath_lookuprow0_memory10_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_47
end

assign datapath_datapath_lookuprow0_memory10_dat_r0 = memory_15[memadr_22];
assign datapath_datapath_lookuprow0_memory10_dat_r1 = memory_15[datapath_datapath_lookuprow0_memory10_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_16[0:63];
reg [5:0] memadr_23;
always @(posedge sys_clk) begin : mem_write_block_48
	if (datapath_datapath_lookuprow0_memory11_we)
		memory_16[datapath_datapath_lookuprow0_memory11_adr0] <= datapath_datapath_lookuprow0_memory11_dat_w;
	memadr_23 <= datapath_datapath_lookuprow0_memory11_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_49
end

assign datapath_datapath_lookuprow0_memory11_dat_r0 = memory_16[memadr_23];
assign datapath_datapath_lookuprow0_memory11_dat_r1 = memory_16[datapath_datapath_lookuprow0_memory11_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_17[0:63];
reg [5:0] memadr_24;
always @(posedge sys_clk) begin : mem_write_block_50
	if (datapath_datapath_lookuprow0_memory12_we)
		memory_17[datapath_datapath_lookuprow0_memory12_adr0] <= datapath_datapath_lookuprow0_memory12_dat_w;
	memadr_24 <= datapath_datapath_lookuprow0_memory12_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_51
end

assign datapath_datapath_lookuprow0_memory12_dat_r0 = memory_17[memadr_24];
assign datapath_datapath_lookuprow0_memory12_dat_r1 = memory_17[datapath_datapath_lookuprow0_memory12_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_18[0:63];
reg [5:0] memadr_25;
always @(posedge sys_clk) begin : mem_write_block_52
	if (datapath_datapath_lookuprow0_memory13_we)
		memory_18[datapath_datapath_lookuprow0_memory13_adr0] <= datapath_datapath_lookuprow0_memory13_dat_w;
	memadr_25 <= datapath_datapath_lookuprow0_memory13_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_53
end

assign datapath_datapath_lookuprow0_memory13_dat_r0 = memory_18[memadr_25];
assign datapath_datapath_lookuprow0_memory13_dat_r1 = memory_18[datapath_datapath_lookuprow0_memory13_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_19[0:63];
reg [5:0] memadr_26;
always @(posedge sys_clk) begin : mem_write_block_54
	if (datapath_datapath_lookuprow0_memory14_we)
		memory_19[datapath_datapath_lookuprow0_memory14_adr0] <= datapath_datapath_lookuprow0_memory14_dat_w;
	memadr_26 <= datapath_datapath_lookuprow0_memory14_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_55
end

assign datapath_datapath_lookuprow0_memory14_dat_r0 = memory_19[memadr_26];
assign datapath_datapath_lookuprow0_memory14_dat_r1 = memory_19[datapath_datapath_lookuprow0_memory14_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_20[0:63];
reg [5:0] memadr_27;
always @(posedge sys_clk) begin : mem_write_block_56
	if (datapath_datapath_lookuprow0_memory15_we)
		memory_20[datapath_datapath_lookuprow0_memory15_adr0] <= datapath_datapath_lookuprow0_memory15_dat_w;
	memadr_27 <= datapath_datapath_lookuprow0_memory15_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_57
end

assign datapath_datapath_lookuprow0_memory15_dat_r0 = memory_20[memadr_27];
assign datapath_datapath_lookuprow0_memory15_dat_r1 = memory_20[datapath_datapath_lookuprow0_memory15_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_21[0:63];
reg [5:0] memadr_28;
always @(posedge sys_clk) begin : mem_write_block_58
	if (datapath_datapath_lookuprow0_memory16_we)
		memory_21[datapath_datapath_lookuprow0_memory16_adr0] <= datapath_datapath_lookuprow0_memory16_dat_w;
	memadr_28 <= datapath_datapath_lookuprow0_memory16_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_59
end

assign datapath_datapath_lookuprow0_memory16_dat_r0 = memory_21[memadr_28];
assign datapath_datapath_lookuprow0_memory16_dat_r1 = memory_21[datapath_datapath_lookuprow0_memory16_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_22[0:63];
reg [5:0] memadr_29;
always @(posedge sys_clk) begin : mem_write_block_60
	if (datapath_datapath_lookuprow0_memory17_we)
		memory_22[datapath_datapath_lookuprow0_memory17_adr0] <= datapath_datapath_lookuprow0_memory17_dat_w;
	memadr_29 <= datapath_datapath_lookuprow0_memory17_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_61
end

assign datapath_datapath_lookuprow0_memory17_dat_r0 = memory_22[memadr_29];
assign datapath_datapath_lookuprow0_memory17_dat_r1 = memory_22[datapath_datapath_lookuprow0_memory17_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_23[0:63];
reg [5:0] memadr_30;
always @(posedge sys_clk) begin : mem_write_block_62
	if (datapath_datapath_lookuprow0_memory18_we)
		memory_23[datapath_datapath_lookuprow0_memory18_adr0] <= datapath_datapath_lookuprow0_memory18_dat_w;
	memadr_30 <= datapath_datapath_lookuprow0_memory18_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_63
end

assign datapath_datapath_lookuprow0_memory18_dat_r0 = memory_23[memadr_30];
assign datapath_datapath_lookuprow0_memory18_dat_r1 = memory_23[datapath_datapath_lookuprow0_memory18_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_24[0:63];
reg [5:0] memadr_31;
always @(posedge sys_clk) begin : mem_write_block_64
	if (datapath_datapath_lookuprow0_memory19_we)
		memory_24[datapath_datapath_lookuprow0_memory19_adr0] <= datapath_datapath_lookuprow0_memory19_dat_w;
	memadr_31 <= datapath_datapath_lookuprow0_memory19_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_65
end

assign datapath_datapath_lookuprow0_memory19_dat_r0 = memory_24[memadr_31];
assign datapath_datapath_lookuprow0_memory19_dat_r1 = memory_24[datapath_datapath_lookuprow0_memory19_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_25[0:63];
reg [5:0] memadr_32;
always @(posedge sys_clk) begin : mem_write_block_66
	if (datapath_datapath_lookuprow0_memory20_we)
		memory_25[datapath_datapath_lookuprow0_memory20_adr0] <= datapath_datapath_lookuprow0_memory20_dat_w;
	memadr_32 <= datapath_datapath_lookuprow0_memory20_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_67
end

assign datapath_datapath_lookuprow0_memory20_dat_r0 = memory_25[memadr_32];
assign datapath_datapath_lookuprow0_memory20_dat_r1 = memory_25[datapath_datapath_lookuprow0_memory20_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_26[0:63];
reg [5:0] memadr_33;
always @(posedge sys_clk) begin : mem_write_block_68
	if (datapath_datapath_lookuprow0_memory21_we)
		memory_26[datapath_datapath_lookuprow0_memory21_adr0] <= datapath_datapath_lookuprow0_memory21_dat_w;
	memadr_33 <= datapath_datapath_lookuprow0_memory21_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_69
end

assign datapath_datapath_lookuprow0_memory21_dat_r0 = memory_26[memadr_33];
assign datapath_datapath_lookuprow0_memory21_dat_r1 = memory_26[datapath_datapath_lookuprow0_memory21_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_27[0:63];
reg [5:0] memadr_34;
always @(posedge sys_clk) begin : mem_write_block_70
	if (datapath_datapath_lookuprow0_memory22_we)
		memory_27[datapath_datapath_lookuprow0_memory22_adr0] <= datapath_datapath_lookuprow0_memory22_dat_w;
	memadr_34 <= datapath_datapath_lookuprow0_memory22_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_71
end

assign datapath_datapath_lookuprow0_memory22_dat_r0 = memory_27[memadr_34];
assign datapath_datapath_lookuprow0_memory22_dat_r1 = memory_27[datapath_datapath_lookuprow0_memory22_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_28[0:63];
reg [5:0] memadr_35;
always @(posedge sys_clk) begin : mem_write_block_72
	if (datapath_datapath_lookuprow0_memory23_we)
		memory_28[datapath_datapath_lookuprow0_memory23_adr0] <= datapath_datapath_lookuprow0_memory23_dat_w;
	memadr_35 <= datapath_datapath_lookuprow0_memory23_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_73
end

assign datapath_datapath_lookuprow0_memory23_dat_r0 = memory_28[memadr_35];
assign datapath_datapath_lookuprow0_memory23_dat_r1 = memory_28[datapath_datapath_lookuprow0_memory23_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_29[0:63];
reg [5:0] memadr_36;
always @(posedge sys_clk) begin : mem_write_block_74
	if (datapath_datapath_lookuprow0_memory24_we)
		memory_29[datapath_datapath_lookuprow0_memory24_adr0] <= datapath_datapath_lookuprow0_memory24_dat_w;
	memadr_36 <= datapath_datapath_lookuprow0_memory24_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_75
end

assign datapath_datapath_lookuprow0_memory24_dat_r0 = memory_29[memadr_36];
assign datapath_datapath_lookuprow0_memory24_dat_r1 = memory_29[datapath_datapath_lookuprow0_memory24_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_30[0:63];
reg [5:0] memadr_37;
always @(posedge sys_clk) begin : mem_write_block_76
	if (datapath_datapath_lookuprow0_memory25_we)
		memory_30[datapath_datapath_lookuprow0_memory25_adr0] <= datapath_datapath_lookuprow0_memory25_dat_w;
	memadr_37 <= datapath_datapath_lookuprow0_memory25_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_77
end

assign datapath_datapath_lookuprow0_memory25_dat_r0 = memory_30[memadr_37];
assign datapath_datapath_lookuprow0_memory25_dat_r1 = memory_30[datapath_datapath_lookuprow0_memory25_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_31[0:63];
reg [5:0] memadr_38;
always @(posedge sys_clk) begin : mem_write_block_78
	if (datapath_datapath_lookuprow0_memory26_we)
		memory_31[datapath_datapath_lookuprow0_memory26_adr0] <= datapath_datapath_lookuprow0_memory26_dat_w;
	memadr_38 <= datapath_datapath_lookuprow0_memory26_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_79
end

assign datapath_datapath_lookuprow0_memory26_dat_r0 = memory_31[memadr_38];
assign datapath_datapath_lookuprow0_memory26_dat_r1 = memory_31[datapath_datapath_lookuprow0_memory26_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_32[0:63];
reg [5:0] memadr_39;
always @(posedge sys_clk) begin : mem_write_block_80
	if (datapath_datapath_lookuprow0_memory27_we)
		memory_32[datapath_datapath_lookuprow0_memory27_adr0] <= datapath_datapath_lookuprow0_memory27_dat_w;
	memadr_39 <= datapath_datapath_lookuprow0_memory27_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_81
end

assign datapath_datapath_lookuprow0_memory27_dat_r0 = memory_32[memadr_39];
assign datapath_datapath_lookuprow0_memory27_dat_r1 = memory_32[datapath_datapath_lookuprow0_memory27_adr1];

(* no_rw_check = 1 *) reg [31:0] memory_33[0:1023];
reg [31:0] memdat_5;
reg [31:0] memdat_6;
always @(posedge sys_clk) begin : mem_write_block_82
	memdat_5 <= memory_33[datapath_datapath_rowepilogue0_old_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_83
	if (datapath_datapath_rowepilogue0_old_writer_we)
		memory_33[datapath_datapath_rowepilogue0_old_writer_adr] <= datapath_datapath_rowepilogue0_old_writer_dat_w;
	memdat_6 <= memory_33[datapath_datapath_rowepilogue0_old_writer_adr];
end

assign datapath_datapath_rowepilogue0_old_reader_dat_r = memdat_5;
assign datapath_datapath_rowepilogue0_old_writer_dat_r = memdat_6;

(* no_rw_check = 1 *) reg [31:0] memory_34[0:1023];
reg [31:0] memdat_7;
reg [31:0] memdat_8;
always @(posedge sys_clk) begin : mem_write_block_84
	memdat_7 <= memory_34[datapath_datapath_rowepilogue0_ready_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_85
	if (datapath_datapath_rowepilogue0_ready_writer_we)
		memory_34[datapath_datapath_rowepilogue0_ready_writer_adr] <= datapath_datapath_rowepilogue0_ready_writer_dat_w;
	memdat_8 <= memory_34[datapath_datapath_rowepilogue0_ready_writer_adr];
end

assign datapath_datapath_rowepilogue0_ready_reader_dat_r = memdat_7;
assign datapath_datapath_rowepilogue0_ready_writer_dat_r = memdat_8;

(* no_rw_check = 1 *) reg [31:0] store_3[0:15];
reg [3:0] memadr_40;
always @(posedge sys_clk) begin : mem_write_block_86
	if (datapath_datapath_rowparameters1_first_writer_we)
		store_3[datapath_datapath_rowparameters1_first_writer_adr] <= datapath_datapath_rowparameters1_first_writer_dat_w;
	memadr_40 <= datapath_datapath_rowparameters1_first_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_87
end

assign datapath_datapath_rowparameters1_first_writer_dat_r = store_3[memadr_40];
assign datapath_datapath_rowparameters1_first_reader_dat_r = store_3[datapath_datapath_rowparameters1_first_reader_adr];

(* no_rw_check = 1 *) reg [26:0] store_4[0:15];
reg [3:0] memadr_41;
always @(posedge sys_clk) begin : mem_write_block_88
	if (datapath_datapath_rowparameters1_other_writer_we)
		store_4[datapath_datapath_rowparameters1_other_writer_adr] <= datapath_datapath_rowparameters1_other_writer_dat_w;
	memadr_41 <= datapath_datapath_rowparameters1_other_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_89
end

assign datapath_datapath_rowparameters1_other_writer_dat_r = store_4[memadr_41];
assign datapath_datapath_rowparameters1_other_reader_dat_r = store_4[datapath_datapath_rowparameters1_other_reader_adr];

(* no_rw_check = 1 *) reg [11:0] memory_35[0:63];
reg [5:0] memadr_42;
always @(posedge sys_clk) begin : mem_write_block_90
	if (datapath_datapath_lookuprow1_memory28_we)
		memory_35[datapath_datapath_lookuprow1_memory28_adr0] <= datapath_datapath_lookuprow1_memory28_dat_w;
	memadr_42 <= datapath_datapath_lookuprow1_memory28_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_91
end

assign datapath_datapath_lookuprow1_memory28_dat_r0 = memory_35[memadr_42];
assign datapath_datapath_lookuprow1_memory28_dat_r1 = memory_35[datapath_datapath_lookuprow1_memory28_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_36[0:63];
reg [5:0] memadr_43;
always @(posedge sys_clk) begin : mem_write_block_92
	if (datapath_datapath_lookuprow1_memory29_we)
		memory_36[datapath_datapath_lookuprow1_memory29_adr0] <= datapath_datapath_lookuprow1_memory29_dat_w;
	memadr_43 <= datapath_datapath_lookuprow1_memory29_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_93
end

assign datapath_datapath_lookuprow1_memory29_dat_r0 = memory_36[memadr_43];
assign datapath_datapath_lookuprow1_memory29_dat_r1 = memory_36[datapath_datapath_lookuprow1_memory29_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_37[0:63];
reg [5:0] memadr_44;
always @(posedge sys_clk) begin : mem_write_block_94
	if (datapath_datapath_lookuprow1_memory30_we)
		memory_37[datapath_datapath_lookuprow1_memory30_adr0] <= datapath_datapath_lookuprow1_memory30_dat_w;
	memadr_44 <= datapath_datapath_lookuprow1_memory30_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_95
end

assign datapath_datapath_lookuprow1_memory30_dat_r0 = memory_37[memadr_44];
assign datapath_datapath_lookuprow1_memory30_dat_r1 = memory_37[datapath_datapath_lookuprow1_memory30_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_38[0:63];
reg [5:0] memadr_45;
always @(posedge sys_clk) begin : mem_write_block_96
	if (datapath_datapath_lookuprow1_memory31_we)
		memory_38[datapath_datapath_lookuprow1_memory31_adr0] <= datapath_datapath_lookuprow1_memory31_dat_w;
	memadr_45 <= datapath_datapath_lookuprow1_memory31_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_97
end

assign datapath_datapath_lookuprow1_memory31_dat_r0 = memory_38[memadr_45];
assign datapath_datapath_lookuprow1_memory31_dat_r1 = memory_38[datapath_datapath_lookuprow1_memory31_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_39[0:63];
reg [5:0] memadr_46;
always @(posedge sys_clk) begin : mem_write_block_98
	if (datapath_datapath_lookuprow1_memory32_we)
		memory_39[datapath_datapath_lookuprow1_memory32_adr0] <= datapath_datapath_lookuprow1_memory32_dat_w;
	memadr_46 <= datapath_datapath_lookuprow1_memory32_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_99
end

assign datapath_datapath_lookuprow1_memory32_dat_r0 = memory_39[memadr_46];
assign datapath_datapath_lookuprow1_memory32_dat_r1 = memory_39[datapath_datapath_lookuprow1_memory32_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_40[0:63];
reg [5:0] memadr_47;
always @(posedge sys_clk) begin : mem_write_block_100
	if (datapath_datapath_lookuprow1_memory33_we)
		memory_40[datapath_datapath_lookuprow1_memory33_adr0] <= datapath_datapath_lookuprow1_memory33_dat_w;
	memadr_47 <= datapath_datapath_lookuprow1_memory33_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_101
end

assign datapath_datapath_lookuprow1_memory33_dat_r0 = memory_40[memadr_47];
assign datapath_datapath_lookuprow1_memory33_dat_r1 = memory_40[datapath_datapath_lookuprow1_memory33_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_41[0:63];
reg [5:0] memadr_48;
always @(posedge sys_clk) begin : mem_write_block_102
	if (datapath_datapath_lookuprow1_memory34_we)
		memory_41[datapath_datapath_lookuprow1_memory34_adr0] <= datapath_datapath_lookuprow1_memory34_dat_w;
	memadr_48 <= datapath_datapath_lookuprow1_memory34_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_103
end

assign datapath_datapath_lookuprow1_memory34_dat_r0 = memory_41[memadr_48];
assign datapath_datapath_lookuprow1_memory34_dat_r1 = memory_41[datapath_datapath_lookuprow1_memory34_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_42[0:63];
reg [5:0] memadr_49;
always @(posedge sys_clk) begin : mem_write_block_104
	if (datapath_datapath_lookuprow1_memory35_we)
		memory_42[datapath_datapath_lookuprow1_memory35_adr0] <= datapath_datapath_lookuprow1_memory35_dat_w;
	memadr_49 <= datapath_datapath_lookuprow1_memory35_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_105
end

assign datapath_datapath_lookuprow1_memory35_dat_r0 = memory_42[memadr_49];
assign datapath_datapath_lookuprow1_memory35_dat_r1 = memory_42[datapath_datapath_lookuprow1_memory35_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_43[0:63];
reg [5:0] memadr_50;
always @(posedge sys_clk) begin : mem_write_block_106
	if (datapath_datapath_lookuprow1_memory36_we)
		memory_43[datapath_datapath_lookuprow1_memory36_adr0] <= datapath_datapath_lookuprow1_memory36_dat_w;
	memadr_50 <= datapath_datapath_lookuprow1_memory36_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_107
end

assign datapath_datapath_lookuprow1_memory36_dat_r0 = memory_43[memadr_50];
assign datapath_datapath_lookuprow1_memory36_dat_r1 = memory_43[datapath_datapath_lookuprow1_memory36_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_44[0:63];
reg [5:0] memadr_51;
always @(posedge sys_clk) begin : mem_write_block_108
	if (datapath_datapath_lookuprow1_memory37_we)
		memory_44[datapath_datapath_lookuprow1_memory37_adr0] <= datapath_datapath_lookuprow1_memory37_dat_w;
	memadr_51 <= datapath_datapath_lookuprow1_memory37_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_109
end

assign datapath_datapath_lookuprow1_memory37_dat_r0 = memory_44[memadr_51];
assign datapath_datapath_lookuprow1_memory37_dat_r1 = memory_44[datapath_datapath_lookuprow1_memory37_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_45[0:63];
reg [5:0] memadr_52;
always @(posedge sys_clk) begin : mem_write_block_110
	if (datapath_datapath_lookuprow1_memory38_we)
		memory_45[datapath_datapath_lookuprow1_memory38_adr0] <= datapath_datapath_lookuprow1_memory38_dat_w;
	memadr_52 <= datapath_datapath_lookuprow1_memory38_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_111
end

assign datapath_datapath_lookuprow1_memory38_dat_r0 = memory_45[memadr_52];
assign datapath_datapath_lookuprow1_memory38_dat_r1 = memory_45[datapath_datapath_lookuprow1_memory38_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_46[0:63];
reg [5:0] memadr_53;
always @(posedge sys_clk) begin : mem_write_block_112
	if (datapath_datapath_lookuprow1_memory39_we)
		memory_46[datapath_datapath_lookuprow1_memory39_adr0] <= datapath_datapath_lookuprow1_memory39_dat_w;
	memadr_53 <= datapath_datapath_lookuprow1_memory39_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_113
end

assign datapath_datapath_lookuprow1_memory39_dat_r0 = memory_46[memadr_53];
assign datapath_datapath_lookuprow1_memory39_dat_r1 = memory_46[datapath_datapath_lookuprow1_memory39_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_47[0:63];
reg [5:0] memadr_54;
always @(posedge sys_clk) begin : mem_write_block_114
	if (datapath_datapath_lookuprow1_memory40_we)
		memory_47[datapath_datapath_lookuprow1_memory40_adr0] <= datapath_datapath_lookuprow1_memory40_dat_w;
	memadr_54 <= datapath_datapath_lookuprow1_memory40_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_115
end

assign datapath_datapath_lookuprow1_memory40_dat_r0 = memory_47[memadr_54];
assign datapath_datapath_lookuprow1_memory40_dat_r1 = memory_47[datapath_datapath_lookuprow1_memory40_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_48[0:63];
reg [5:0] memadr_55;
always @(posedge sys_clk) begin : mem_write_block_116
	if (datapath_datapath_lookuprow1_memory41_we)
		memory_48[datapath_datapath_lookuprow1_memory41_adr0] <= datapath_datapath_lookuprow1_memory41_dat_w;
	memadr_55 <= datapath_datapath_lookuprow1_memory41_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_117
end

assign datapath_datapath_lookuprow1_memory41_dat_r0 = memory_48[memadr_55];
assign datapath_datapath_lookuprow1_memory41_dat_r1 = memory_48[datapath_datapath_lookuprow1_memory41_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_49[0:63];
reg [5:0] memadr_56;
always @(posedge sys_clk) begin : mem_write_block_118
	if (datapath_datapath_lookuprow1_memory42_we)
		memory_49[datapath_datapath_lookuprow1_memory42_adr0] <= datapath_datapath_lookuprow1_memory42_dat_w;
	memadr_56 <= datapath_datapath_lookuprow1_memory42_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_119
end

assign datapath_datapath_lookuprow1_memory42_dat_r0 = memory_49[memadr_56];
assign datapath_datapath_lookuprow1_memory42_dat_r1 = memory_49[datapath_datapath_lookuprow1_memory42_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_50[0:63];
reg [5:0] memadr_57;
always @(posedge sys_clk) begin : mem_write_block_120
	if (datapath_datapath_lookuprow1_memory43_we)
		memory_50[datapath_datapath_lookuprow1_memory43_adr0] <= datapath_datapath_lookuprow1_memory43_dat_w;
	memadr_57 <= datapath_datapath_lookuprow1_memory43_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_121
end

assign datapath_datapath_lookuprow1_memory43_dat_r0 = memory_50[memadr_57];
assign datapath_datapath_lookuprow1_memory43_dat_r1 = memory_50[datapath_datapath_lookuprow1_memory43_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_51[0:63];
reg [5:0] memadr_58;
always @(posedge sys_clk) begin : mem_write_block_122
	if (datapath_datapath_lookuprow1_memory44_we)
		memory_51[datapath_datapath_lookuprow1_memory44_adr0] <= datapath_datapath_lookuprow1_memory44_dat_w;
	memadr_58 <= datapath_datapath_lookuprow1_memory44_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_123
end

assign datapath_datapath_lookuprow1_memory44_dat_r0 = memory_51[memadr_58];
assign datapath_datapath_lookuprow1_memory44_dat_r1 = memory_51[datapath_datapath_lookuprow1_memory44_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_52[0:63];
reg [5:0] memadr_59;
always @(posedge sys_clk) begin : mem_write_block_124
	if (datapath_datapath_lookuprow1_memory45_we)
		memory_52[datapath_datapath_lookuprow1_memory45_adr0] <= datapath_datapath_lookuprow1_memory45_dat_w;
	memadr_59 <= datapath_datapath_lookuprow1_memory45_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_125
end

assign datapath_datapath_lookuprow1_memory45_dat_r0 = memory_52[memadr_59];
assign datapath_datapath_lookuprow1_memory45_dat_r1 = memory_52[datapath_datapath_lookuprow1_memory45_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_53[0:63];
reg [5:0] memadr_60;
always @(posedge sys_clk) begin : mem_write_block_126
	if (datapath_datapath_lookuprow1_memory46_we)
		memory_53[datapath_datapath_lookuprow1_memory46_adr0] <= datapath_datapath_lookuprow1_memory46_dat_w;
	memadr_60 <= datapath_datapath_lookuprow1_memory46_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_127
end

assign datapath_datapath_lookuprow1_memory46_dat_r0 = memory_53[memadr_60];
assign datapath_datapath_lookuprow1_memory46_dat_r1 = memory_53[datapath_datapath_lookuprow1_memory46_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_54[0:63];
reg [5:0] memadr_61;
always @(posedge sys_clk) begin : mem_write_block_128
	if (datapath_datapath_lookuprow1_memory47_we)
		memory_54[datapath_datapath_lookuprow1_memory47_adr0] <= datapath_datapath_lookuprow1_memory47_dat_w;
	memadr_61 <= datapath_datapath_lookuprow1_memory47_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_129
end

assign datapath_datapath_lookuprow1_memory47_dat_r0 = memory_54[memadr_61];
assign datapath_datapath_lookuprow1_memory47_dat_r1 = memory_54[datapath_datapath_lookuprow1_memory47_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_55[0:63];
reg [5:0] memadr_62;
always @(posedge sys_clk) begin : mem_write_block_130
	if (datapath_datapath_lookuprow1_memory48_we)
		memory_55[datapath_datapath_lookuprow1_memory48_adr0] <= datapath_datapath_lookuprow1_memory48_dat_w;
	memadr_62 <= datapath_datapath_lookuprow1_memory48_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_131
end

assign datapath_datapath_lookuprow1_memory48_dat_r0 = memory_55[memadr_62];
assign datapath_datapath_lookuprow1_memory48_dat_r1 = memory_55[datapath_datapath_lookuprow1_memory48_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_56[0:63];
reg [5:0] memadr_63;
always @(posedge sys_clk) begin : mem_write_block_132
	if (datapath_datapath_lookuprow1_memory49_we)
		memory_56[datapath_datapath_lookuprow1_memory49_adr0] <= datapath_datapath_lookuprow1_memory49_dat_w;
	memadr_63 <= datapath_datapath_lookuprow1_memory49_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_133
end

assign datapath_datapath_lookuprow1_memory49_dat_r0 = memory_56[memadr_63];
assign datapath_datapath_lookuprow1_memory49_dat_r1 = memory_56[datapath_datapath_lookuprow1_memory49_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_57[0:63];
reg [5:0] memadr_64;
always @(posedge sys_clk) begin : mem_write_block_134
	if (datapath_datapath_lookuprow1_memory50_we)
		memory_57[datapath_datapath_lookuprow1_memory50_adr0] <= datapath_datapath_lookuprow1_memory50_dat_w;
	memadr_64 <= datapath_datapath_lookuprow1_memory50_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_135
end

assign datapath_datapath_lookuprow1_memory50_dat_r0 = memory_57[memadr_64];
assign datapath_datapath_lookuprow1_memory50_dat_r1 = memory_57[datapath_datapath_lookuprow1_memory50_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_58[0:63];
reg [5:0] memadr_65;
always @(posedge sys_clk) begin : mem_write_block_136
	if (datapath_datapath_lookuprow1_memory51_we)
		memory_58[datapath_datapath_lookuprow1_memory51_adr0] <= datapath_datapath_lookuprow1_memory51_dat_w;
	memadr_65 <= datapath_datapath_lookuprow1_memory51_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_137
end

assign datapath_datapath_lookuprow1_memory51_dat_r0 = memory_58[memadr_65];
assign datapath_datapath_lookuprow1_memory51_dat_r1 = memory_58[datapath_datapath_lookuprow1_memory51_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_59[0:63];
reg [5:0] memadr_66;
always @(posedge sys_clk) begin : mem_write_block_138
	if (datapath_datapath_lookuprow1_memory52_we)
		memory_59[datapath_datapath_lookuprow1_memory52_adr0] <= datapath_datapath_lookuprow1_memory52_dat_w;
	memadr_66 <= datapath_datapath_lookuprow1_memory52_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_139
end

assign datapath_datapath_lookuprow1_memory52_dat_r0 = memory_59[memadr_66];
assign datapath_datapath_lookuprow1_memory52_dat_r1 = memory_59[datapath_datapath_lookuprow1_memory52_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_60[0:63];
reg [5:0] memadr_67;
always @(posedge sys_clk) begin : mem_write_block_140
	if (datapath_datapath_lookuprow1_memory53_we)
		memory_60[datapath_datapath_lookuprow1_memory53_adr0] <= datapath_datapath_lookuprow1_memory53_dat_w;
	memadr_67 <= datapath_datapath_lookuprow1_memory53_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_141
end

assign datapath_datapath_lookuprow1_memory53_dat_r0 = memory_60[memadr_67];
assign datapath_datapath_lookuprow1_memory53_dat_r1 = memory_60[datapath_datapath_lookuprow1_memory53_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_61[0:63];
reg [5:0] memadr_68;
always @(posedge sys_clk) begin : mem_write_block_142
	if (datapath_datapath_lookuprow1_memory54_we)
		memory_61[datapath_datapath_lookuprow1_memory54_adr0] <= datapath_datapath_lookuprow1_memory54_dat_w;
	memadr_68 <= datapath_datapath_lookuprow1_memory54_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_143
end

assign datapath_datapath_lookuprow1_memory54_dat_r0 = memory_61[memadr_68];
assign datapath_datapath_lookuprow1_memory54_dat_r1 = memory_61[datapath_datapath_lookuprow1_memory54_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_62[0:63];
reg [5:0] memadr_69;
always @(posedge sys_clk) begin : mem_write_block_144
	if (datapath_datapath_lookuprow1_memory55_we)
		memory_62[datapath_datapath_lookuprow1_memory55_adr0] <= datapath_datapath_lookuprow1_memory55_dat_w;
	memadr_69 <= datapath_datapath_lookuprow1_memory55_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_145
end

assign datapath_datapath_lookuprow1_memory55_dat_r0 = memory_62[memadr_69];
assign datapath_datapath_lookuprow1_memory55_dat_r1 = memory_62[datapath_datapath_lookuprow1_memory55_adr1];

(* no_rw_check = 1 *) reg [31:0] memory_63[0:1023];
reg [31:0] memdat_9;
reg [31:0] memdat_10;
always @(posedge sys_clk) begin : mem_write_block_146
	memdat_9 <= memory_63[datapath_datapath_rowepilogue1_old_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_147
	if (datapath_datapath_rowepilogue1_old_writer_we)
		memory_63[datapath_datapath_rowepilogue1_old_writer_adr] <= datapath_datapath_rowepilogue1_old_writer_dat_w;
	memdat_10 <= memory_63[datapath_datapath_rowepilogue1_old_writer_adr];
end

assign datapath_datapath_rowepilogue1_old_reader_dat_r = memdat_9;
assign datapath_datapath_rowepilogue1_old_writer_dat_r = memdat_10;

(* no_rw_check = 1 *) reg [31:0] memory_64[0:1023];
reg [31:0] memdat_11;
reg [31:0] memdat_12;
always @(posedge sys_clk) begin : mem_write_block_148
	memdat_11 <= memory_64[datapath_datapath_rowepilogue1_ready_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_149
	if (datapath_datapath_rowepilogue1_ready_writer_we)
		memory_64[datapath_datapath_rowepilogue1_ready_writer_adr] <= datapath_datapath_rowepilogue1_ready_writer_dat_w;
	memdat_12 <= memory_64[datapath_datapath_rowepilogue1_ready_writer_adr];
end

assign datapath_datapath_rowepilogue1_ready_reader_dat_r = memdat_11;
assign datapath_datapath_rowepilogue1_ready_writer_dat_r = memdat_12;

(* no_rw_check = 1 *) reg [31:0] store_5[0:15];
reg [3:0] memadr_70;
always @(posedge sys_clk) begin : mem_write_block_150
	if (datapath_datapath_rowparameters2_first_writer_we)
		store_5[datapath_datapath_rowparameters2_first_writer_adr] <= datapath_datapath_rowparameters2_first_writer_dat_w;
	memadr_70 <= datapath_datapath_rowparameters2_first_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_151
end

assign datapath_datapath_rowparameters2_first_writer_dat_r = store_5[memadr_70];
assign datapath_datapath_rowparameters2_first_reader_dat_r = store_5[datapath_datapath_rowparameters2_first_reader_adr];

(* no_rw_check = 1 *) reg [26:0] store_6[0:15];
reg [3:0] memadr_71;
always @(posedge sys_clk) begin : mem_write_block_152
	if (datapath_datapath_rowparameters2_other_writer_we)
		store_6[datapath_datapath_rowparameters2_other_writer_adr] <= datapath_datapath_rowparameters2_other_writer_dat_w;
	memadr_71 <= datapath_datapath_rowparameters2_other_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_153
end

assign datapath_datapath_rowparameters2_other_writer_dat_r = store_6[memadr_71];
assign datapath_datapath_rowparameters2_other_reader_dat_r = store_6[datapath_datapath_rowparameters2_other_reader_adr];

(* no_rw_check = 1 *) reg [11:0] memory_65[0:63];
reg [5:0] memadr_72;
always @(posedge sys_clk) begin : mem_write_block_154
	if (datapath_datapath_lookuprow2_memory56_we)
		memory_65[datapath_datapath_lookuprow2_memory56_adr0] <= datapath_datapath_lookuprow2_memory56_dat_w;
	memadr_72 <= datapath_datapath_lookuprow2_memory56_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_155
end

assign datapath_datapath_lookuprow2_memory56_dat_r0 = memory_65[memadr_72];
assign datapath_datapath_lookuprow2_memory56_dat_r1 = memory_65[datapath_datapath_lookuprow2_memory56_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_66[0:63];
reg [5:0] memadr_73;
always @(posedge sys_clk) begin : mem_write_block_156
	if (datapath_datapath_lookuprow2_memory57_we)
		memory_66[datapath_datapath_lookuprow2_memory57_adr0] <= datapath_datapath_lookuprow2_memory57_dat_w;
	memadr_73 <= datapath_datapath_lookuprow2_memory57_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_157
end

assign datapath_datapath_lookuprow2_memory57_dat_r0 = memory_66[memadr_73];
assign datapath_datapath_lookuprow2_memory57_dat_r1 = memory_66[datapath_datapath_lookuprow2_memory57_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_67[0:63];
reg [5:0] memadr_74;
always @(posedge sys_clk) begin : mem_write_block_158
	if (datapath_datapath_lookuprow2_memory58_we)
		memory_67[datapath_datapath_lookuprow2_memory58_adr0] <= datapath_datapath_lookuprow2_memory58_dat_w;
	memadr_74 <= datapath_datapath_lookuprow2_memory58_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_159
end

assign datapath_datapath_lookuprow2_memory58_dat_r0 = memory_67[memadr_74];
assign datapath_datapath_lookuprow2_memory58_dat_r1 = memory_67[datapath_datapath_lookuprow2_memory58_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_68[0:63];
reg [5:0] memadr_75;
always @(posedge sys_clk) begin : mem_write_block_160
	if (datapath_datapath_lookuprow2_memory59_we)
		memory_68[datapath_datapath_lookuprow2_memory59_adr0] <= datapath_datapath_lookuprow2_memory59_dat_w;
	memadr_75 <= datapath_datapath_lookuprow2_memory59_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_161
end

assign datapath_datapath_lookuprow2_memory59_dat_r0 = memory_68[memadr_75];
assign datapath_datapath_lookuprow2_memory59_dat_r1 = memory_68[datapath_datapath_lookuprow2_memory59_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_69[0:63];
reg [5:0] memadr_76;
always @(posedge sys_clk) begin : mem_write_block_162
	if (datapath_datapath_lookuprow2_memory60_we)
		memory_69[datapath_datapath_lookuprow2_memory60_adr0] <= datapath_datapath_lookuprow2_memory60_dat_w;
	memadr_76 <= datapath_datapath_lookuprow2_memory60_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_163
end

assign datapath_datapath_lookuprow2_memory60_dat_r0 = memory_69[memadr_76];
assign datapath_datapath_lookuprow2_memory60_dat_r1 = memory_69[datapath_datapath_lookuprow2_memory60_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_70[0:63];
reg [5:0] memadr_77;
always @(posedge sys_clk) begin : mem_write_block_164
	if (datapath_datapath_lookuprow2_memory61_we)
		memory_70[datapath_datapath_lookuprow2_memory61_adr0] <= datapath_datapath_lookuprow2_memory61_dat_w;
	memadr_77 <= datapath_datapath_lookuprow2_memory61_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_165
end

assign datapath_datapath_lookuprow2_memory61_dat_r0 = memory_70[memadr_77];
assign datapath_datapath_lookuprow2_memory61_dat_r1 = memory_70[datapath_datapath_lookuprow2_memory61_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_71[0:63];
reg [5:0] memadr_78;
always @(posedge sys_clk) begin : mem_write_block_166
	if (datapath_datapath_lookuprow2_memory62_we)
		memory_71[datapath_datapath_lookuprow2_memory62_adr0] <= datapath_datapath_lookuprow2_memory62_dat_w;
	memadr_78 <= datapath_datapath_lookuprow2_memory62_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_167
end

assign datapath_datapath_lookuprow2_memory62_dat_r0 = memory_71[memadr_78];
assign datapath_datapath_lookuprow2_memory62_dat_r1 = memory_71[datapath_datapath_lookuprow2_memory62_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_72[0:63];
reg [5:0] memadr_79;
always @(posedge sys_clk) begin : mem_write_block_168
	if (datapath_datapath_lookuprow2_memory63_we)
		memory_72[datapath_datapath_lookuprow2_memory63_adr0] <= datapath_datapath_lookuprow2_memory63_dat_w;
	memadr_79 <= datapath_datapath_lookuprow2_memory63_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_169
end

assign datapath_datapath_lookuprow2_memory63_dat_r0 = memory_72[memadr_79];
assign datapath_datapath_lookuprow2_memory63_dat_r1 = memory_72[datapath_datapath_lookuprow2_memory63_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_73[0:63];
reg [5:0] memadr_80;
always @(posedge sys_clk) begin : mem_write_block_170
	if (datapath_datapath_lookuprow2_memory64_we)
		memory_73[datapath_datapath_lookuprow2_memory64_adr0] <= datapath_datapath_lookuprow2_memory64_dat_w;
	memadr_80 <= datapath_datapath_lookuprow2_memory64_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_171
end

assign datapath_datapath_lookuprow2_memory64_dat_r0 = memory_73[memadr_80];
assign datapath_datapath_lookuprow2_memory64_dat_r1 = memory_73[datapath_datapath_lookuprow2_memory64_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_74[0:63];
reg [5:0] memadr_81;
always @(posedge sys_clk) begin : mem_write_block_172
	if (datapath_datapath_lookuprow2_memory65_we)
		memory_74[datapath_datapath_lookuprow2_memory65_adr0] <= datapath_datapath_lookuprow2_memory65_dat_w;
	memadr_81 <= datapath_datapath_lookuprow2_memory65_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_173
end

assign datapath_datapath_lookuprow2_memory65_dat_r0 = memory_74[memadr_81];
assign datapath_datapath_lookuprow2_memory65_dat_r1 = memory_74[datapath_datapath_lookuprow2_memory65_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_75[0:63];
reg [5:0] memadr_82;
always @(posedge sys_clk) begin : mem_write_block_174
	if (datapath_datapath_lookuprow2_memory66_we)
		memory_75[datapath_datapath_lookuprow2_memory66_adr0] <= datapath_datapath_lookuprow2_memory66_dat_w;
	memadr_82 <= datapath_datapath_lookuprow2_memory66_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_175
end

assign datapath_datapath_lookuprow2_memory66_dat_r0 = memory_75[memadr_82];
assign datapath_datapath_lookuprow2_memory66_dat_r1 = memory_75[datapath_datapath_lookuprow2_memory66_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_76[0:63];
reg [5:0] memadr_83;
always @(posedge sys_clk) begin : mem_write_block_176
	if (datapath_datapath_lookuprow2_memory67_we)
		memory_76[datapath_datapath_lookuprow2_memory67_adr0] <= datapath_datapath_lookuprow2_memory67_dat_w;
	memadr_83 <= datapath_datapath_lookuprow2_memory67_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_177
end

assign datapath_datapath_lookuprow2_memory67_dat_r0 = memory_76[memadr_83];
assign datapath_datapath_lookuprow2_memory67_dat_r1 = memory_76[datapath_datapath_lookuprow2_memory67_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_77[0:63];
reg [5:0] memadr_84;
always @(posedge sys_clk) begin : mem_write_block_178
	if (datapath_datapath_lookuprow2_memory68_we)
		memory_77[datapath_datapath_lookuprow2_memory68_adr0] <= datapath_datapath_lookuprow2_memory68_dat_w;
	memadr_84 <= datapath_datapath_lookuprow2_memory68_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_179
end

assign datapath_datapath_lookuprow2_memory68_dat_r0 = memory_77[memadr_84];
assign datapath_datapath_lookuprow2_memory68_dat_r1 = memory_77[datapath_datapath_lookuprow2_memory68_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_78[0:63];
reg [5:0] memadr_85;
always @(posedge sys_clk) begin : mem_write_block_180
	if (datapath_datapath_lookuprow2_memory69_we)
		memory_78[datapath_datapath_lookuprow2_memory69_adr0] <= datapath_datapath_lookuprow2_memory69_dat_w;
	memadr_85 <= datapath_datapath_lookuprow2_memory69_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_181
end

assign datapath_datapath_lookuprow2_memory69_dat_r0 = memory_78[memadr_85];
assign datapath_datapath_lookuprow2_memory69_dat_r1 = memory_78[datapath_datapath_lookuprow2_memory69_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_79[0:63];
reg [5:0] memadr_86;
always @(posedge sys_clk) begin : mem_write_block_182
	if (datapath_datapath_lookuprow2_memory70_we)
		memory_79[datapath_datapath_lookuprow2_memory70_adr0] <= datapath_datapath_lookuprow2_memory70_dat_w;
	memadr_86 <= datapath_datapath_lookuprow2_memory70_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_183
end

assign datapath_datapath_lookuprow2_memory70_dat_r0 = memory_79[memadr_86];
assign datapath_datapath_lookuprow2_memory70_dat_r1 = memory_79[datapath_datapath_lookuprow2_memory70_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_80[0:63];
reg [5:0] memadr_87;
always @(posedge sys_clk) begin : mem_write_block_184
	if (datapath_datapath_lookuprow2_memory71_we)
		memory_80[datapath_datapath_lookuprow2_memory71_adr0] <= datapath_datapath_lookuprow2_memory71_dat_w;
	memadr_87 <= datapath_datapath_lookuprow2_memory71_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_185
end

assign datapath_datapath_lookuprow2_memory71_dat_r0 = memory_80[memadr_87];
assign datapath_datapath_lookuprow2_memory71_dat_r1 = memory_80[datapath_datapath_lookuprow2_memory71_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_81[0:63];
reg [5:0] memadr_88;
always @(posedge sys_clk) begin : mem_write_block_186
	if (datapath_datapath_lookuprow2_memory72_we)
		memory_81[datapath_datapath_lookuprow2_memory72_adr0] <= datapath_datapath_lookuprow2_memory72_dat_w;
	memadr_88 <= datapath_datapath_lookuprow2_memory72_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_187
end

assign datapath_datapath_lookuprow2_memory72_dat_r0 = memory_81[memadr_88];
assign datapath_datapath_lookuprow2_memory72_dat_r1 = memory_81[datapath_datapath_lookuprow2_memory72_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_82[0:63];
reg [5:0] memadr_89;
always @(posedge sys_clk) begin : mem_write_block_188
	if (datapath_datapath_lookuprow2_memory73_we)
		memory_82[datapath_datapath_lookuprow2_memory73_adr0] <= datapath_datapath_lookuprow2_memory73_dat_w;
	memadr_89 <= datapath_datapath_lookuprow2_memory73_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_189
end

assign datapath_datapath_lookuprow2_memory73_dat_r0 = memory_82[memadr_89];
assign datapath_datapath_lookuprow2_memory73_dat_r1 = memory_82[datapath_datapath_lookuprow2_memory73_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_83[0:63];
reg [5:0] memadr_90;
always @(posedge sys_clk) begin : mem_write_block_190
	if (datapath_datapath_lookuprow2_memory74_we)
		memory_83[datapath_datapath_lookuprow2_memory74_adr0] <= datapath_datapath_lookuprow2_memory74_dat_w;
	memadr_90 <= datapath_datapath_lookuprow2_memory74_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_191
end

assign datapath_datapath_lookuprow2_memory74_dat_r0 = memory_83[memadr_90];
assign datapath_datapath_lookuprow2_memory74_dat_r1 = memory_83[datapath_datapath_lookuprow2_memory74_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_84[0:63];
reg [5:0] memadr_91;
always @(posedge sys_clk) begin : mem_write_block_192
	if (datapath_datapath_lookuprow2_memory75_we)
		memory_84[datapath_datapath_lookuprow2_memory75_adr0] <= datapath_datapath_lookuprow2_memory75_dat_w;
	memadr_91 <= datapath_datapath_lookuprow2_memory75_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_193
end

assign datapath_datapath_lookuprow2_memory75_dat_r0 = memory_84[memadr_91];
assign datapath_datapath_lookuprow2_memory75_dat_r1 = memory_84[datapath_datapath_lookuprow2_memory75_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_85[0:63];
reg [5:0] memadr_92;
always @(posedge sys_clk) begin : mem_write_block_194
	if (datapath_datapath_lookuprow2_memory76_we)
		memory_85[datapath_datapath_lookuprow2_memory76_adr0] <= datapath_datapath_lookuprow2_memory76_dat_w;
	memadr_92 <= datapath_datapath_lookuprow2_memory76_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_195
end

assign datapath_datapath_lookuprow2_memory76_dat_r0 = memory_85[memadr_92];
assign datapath_datapath_lookuprow2_memory76_dat_r1 = memory_85[datapath_datapath_lookuprow2_memory76_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_86[0:63];
reg [5:0] memadr_93;
always @(posedge sys_clk) begin : mem_write_block_196
	if (datapath_datapath_lookuprow2_memory77_we)
		memory_86[datapath_datapath_lookuprow2_memory77_adr0] <= datapath_datapath_lookuprow2_memory77_dat_w;
	memadr_93 <= datapath_datapath_lookuprow2_memory77_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_197
end

assign datapath_datapath_lookuprow2_memory77_dat_r0 = memory_86[memadr_93];
assign datapath_datapath_lookuprow2_memory77_dat_r1 = memory_86[datapath_datapath_lookuprow2_memory77_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_87[0:63];
reg [5:0] memadr_94;
always @(posedge sys_clk) begin : mem_write_block_198
	if (datapath_datapath_lookuprow2_memory78_we)
		memory_87[datapath_datapath_lookuprow2_memory78_adr0] <= datapath_datapath_lookuprow2_memory78_dat_w;
	memadr_94 <= datapath_datapath_lookuprow2_memory78_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_199
end

assign datapath_datapath_lookuprow2_memory78_dat_r0 = memory_87[memadr_94];
assign datapath_datapath_lookuprow2_memory78_dat_r1 = memory_87[datapath_datapath_lookuprow2_memory78_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_88[0:63];
reg [5:0] memadr_95;
always @(posedge sys_clk) begin : mem_write_block_200
	if (datapath_datapath_lookuprow2_memory79_we)
		memory_88[datapath_datapath_lookuprow2_memory79_adr0] <= datapath_datapath_lookuprow2_memory79_dat_w;
	memadr_95 <= datapath_datapath_lookuprow2_memory79_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_201
end

assign datapath_datapath_lookuprow2_memory79_dat_r0 = memory_88[memadr_95];
assign datapath_datapath_lookuprow2_memory79_dat_r1 = memory_88[datapath_datapath_lookuprow2_memory79_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_89[0:63];
reg [5:0] memadr_96;
always @(posedge sys_clk) begin : mem_write_block_202
	if (datapath_datapath_lookuprow2_memory80_we)
		memory_89[datapath_datapath_lookuprow2_memory80_adr0] <= datapath_datapath_lookuprow2_memory80_dat_w;
	memadr_96 <= datapath_datapath_lookuprow2_memory80_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_203
end

assign datapath_datapath_lookuprow2_memory80_dat_r0 = memory_89[memadr_96];
assign datapath_datapath_lookuprow2_memory80_dat_r1 = memory_89[datapath_datapath_lookuprow2_memory80_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_90[0:63];
reg [5:0] memadr_97;
always @(posedge sys_clk) begin : mem_write_block_204
	if (datapath_datapath_lookuprow2_memory81_we)
		memory_90[datapath_datapath_lookuprow2_memory81_adr0] <= datapath_datapath_lookuprow2_memory81_dat_w;
	memadr_97 <= datapath_datapath_lookuprow2_memory81_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_205
end

assign datapath_datapath_lookuprow2_memory81_dat_r0 = memory_90[memadr_97];
assign datapath_datapath_lookuprow2_memory81_dat_r1 = memory_90[datapath_datapath_lookuprow2_memory81_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_91[0:63];
reg [5:0] memadr_98;
always @(posedge sys_clk) begin : mem_write_block_206
	if (datapath_datapath_lookuprow2_memory82_we)
		memory_91[datapath_datapath_lookuprow2_memory82_adr0] <= datapath_datapath_lookuprow2_memory82_dat_w;
	memadr_98 <= datapath_datapath_lookuprow2_memory82_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_207
end

assign datapath_datapath_lookuprow2_memory82_dat_r0 = memory_91[memadr_98];
assign datapath_datapath_lookuprow2_memory82_dat_r1 = memory_91[datapath_datapath_lookuprow2_memory82_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_92[0:63];
reg [5:0] memadr_99;
always @(posedge sys_clk) begin : mem_write_block_208
	if (datapath_datapath_lookuprow2_memory83_we)
		memory_92[datapath_datapath_lookuprow2_memory83_adr0] <= datapath_datapath_lookuprow2_memory83_dat_w;
	memadr_99 <= datapath_datapath_lookuprow2_memory83_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_209
end

assign datapath_datapath_lookuprow2_memory83_dat_r0 = memory_92[memadr_99];
assign datapath_datapath_lookuprow2_memory83_dat_r1 = memory_92[datapath_datapath_lookuprow2_memory83_adr1];

(* no_rw_check = 1 *) reg [31:0] memory_93[0:1023];
reg [31:0] memdat_13;
reg [31:0] memdat_14;
always @(posedge sys_clk) begin : mem_write_block_210
	memdat_13 <= memory_93[datapath_datapath_rowepilogue2_old_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_211
	if (datapath_datapath_rowepilogue2_old_writer_we)
		memory_93[datapath_datapath_rowepilogue2_old_writer_adr] <= datapath_datapath_rowepilogue2_old_writer_dat_w;
	memdat_14 <= memory_93[datapath_datapath_rowepilogue2_old_writer_adr];
end

assign datapath_datapath_rowepilogue2_old_reader_dat_r = memdat_13;
assign datapath_datapath_rowepilogue2_old_writer_dat_r = memdat_14;

(* no_rw_check = 1 *) reg [31:0] memory_94[0:1023];
reg [31:0] memdat_15;
reg [31:0] memdat_16;
always @(posedge sys_clk) begin : mem_write_block_212
	memdat_15 <= memory_94[datapath_datapath_rowepilogue2_ready_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_213
	if (datapath_datapath_rowepilogue2_ready_writer_we)
		memory_94[datapath_datapath_rowepilogue2_ready_writer_adr] <= datapath_datapath_rowepilogue2_ready_writer_dat_w;
	memdat_16 <= memory_94[datapath_datapath_rowepilogue2_ready_writer_adr];
end

assign datapath_datapath_rowepilogue2_ready_reader_dat_r = memdat_15;
assign datapath_datapath_rowepilogue2_ready_writer_dat_r = memdat_16;

(* no_rw_check = 1 *) reg [31:0] store_7[0:15];
reg [3:0] memadr_100;
always @(posedge sys_clk) begin : mem_write_block_214
	if (datapath_datapath_rowparameters3_first_writer_we)
		store_7[datapath_datapath_rowparameters3_first_writer_adr] <= datapath_datapath_rowparameters3_first_writer_dat_w;
	memadr_100 <= datapath_datapath_rowparameters3_first_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_215
end

assign datapath_datapath_rowparameters3_first_writer_dat_r = store_7[memadr_100];
assign datapath_datapath_rowparameters3_first_reader_dat_r = store_7[datapath_datapath_rowparameters3_first_reader_adr];

(* no_rw_check = 1 *) reg [26:0] store_8[0:15];
reg [3:0] memadr_101;
always @(posedge sys_clk) begin : mem_write_block_216
	if (datapath_datapath_rowparameters3_other_writer_we)
		store_8[datapath_datapath_rowparameters3_other_writer_adr] <= datapath_datapath_rowparameters3_other_writer_dat_w;
	memadr_101 <= datapath_datapath_rowparameters3_other_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_217
end

assign datapath_datapath_rowparameters3_other_writer_dat_r = store_8[memadr_101];
assign datapath_datapath_rowparameters3_other_reader_dat_r = store_8[datapath_datapath_rowparameters3_other_reader_adr];

(* no_rw_check = 1 *) reg [11:0] memory_95[0:63];
reg [5:0] memadr_102;
always @(posedge sys_clk) begin : mem_write_block_218
	if (datapath_datapath_lookuprow3_memory84_we)
		memory_95[datapath_datapath_lookuprow3_memory84_adr0] <= datapath_datapath_lookuprow3_memory84_dat_w;
	memadr_102 <= datapath_datapath_lookuprow3_memory84_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_219
end

assign datapath_datapath_lookuprow3_memory84_dat_r0 = memory_95[memadr_102];
assign datapath_datapath_lookuprow3_memory84_dat_r1 = memory_95[datapath_datapath_lookuprow3_memory84_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_96[0:63];
reg [5:0] memadr_103;
always @(posedge sys_clk) begin : mem_write_block_220
	if (datapath_datapath_lookuprow3_memory85_we)
		memory_96[datapath_datapath_lookuprow3_memory85_adr0] <= datapath_datapath_lookuprow3_memory85_dat_w;
	memadr_103 <= datapath_datapath_lookuprow3_memory85_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_221
end

assign datapath_datapath_lookuprow3_memory85_dat_r0 = memory_96[memadr_103];
assign datapath_datapath_lookuprow3_memory85_dat_r1 = memory_96[datapath_datapath_lookuprow3_memory85_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_97[0:63];
reg [5:0] memadr_104;
always @(posedge sys_clk) begin : mem_write_block_222
	if (datapath_datapath_lookuprow3_memory86_we)
		memory_97[datapath_datapath_lookuprow3_memory86_adr0] <= datapath_datapath_lookuprow3_memory86_dat_w;
	memadr_104 <= datapath_datapath_lookuprow3_memory86_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_223
end

assign datapath_datapath_lookuprow3_memory86_dat_r0 = memory_97[memadr_104];
assign datapath_datapath_lookuprow3_memory86_dat_r1 = memory_97[datapath_datapath_lookuprow3_memory86_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_98[0:63];
reg [5:0] memadr_105;
always @(posedge sys_clk) begin : mem_write_block_224
	if (datapath_datapath_lookuprow3_memory87_we)
		memory_98[datapath_datapath_lookuprow3_memory87_adr0] <= datapath_datapath_lookuprow3_memory87_dat_w;
	memadr_105 <= datapath_datapath_lookuprow3_memory87_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_225
end

assign datapath_datapath_lookuprow3_memory87_dat_r0 = memory_98[memadr_105];
assign datapath_datapath_lookuprow3_memory87_dat_r1 = memory_98[datapath_datapath_lookuprow3_memory87_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_99[0:63];
reg [5:0] memadr_106;
always @(posedge sys_clk) begin : mem_write_block_226
	if (datapath_datapath_lookuprow3_memory88_we)
		memory_99[datapath_datapath_lookuprow3_memory88_adr0] <= datapath_datapath_lookuprow3_memory88_dat_w;
	memadr_106 <= datapath_datapath_lookuprow3_memory88_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_227
end

assign datapath_datapath_lookuprow3_memory88_dat_r0 = memory_99[memadr_106];
assign datapath_datapath_lookuprow3_memory88_dat_r1 = memory_99[datapath_datapath_lookuprow3_memory88_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_100[0:63];
reg [5:0] memadr_107;
always @(posedge sys_clk) begin : mem_write_block_228
	if (datapath_datapath_lookuprow3_memory89_we)
		memory_100[datapath_datapath_lookuprow3_memory89_adr0] <= datapath_datapath_lookuprow3_memory89_dat_w;
	memadr_107 <= datapath_datapath_lookuprow3_memory89_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_229
end

assign datapath_datapath_lookuprow3_memory89_dat_r0 = memory_100[memadr_107];
assign datapath_datapath_lookuprow3_memory89_dat_r1 = memory_100[datapath_datapath_lookuprow3_memory89_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_101[0:63];
reg [5:0] memadr_108;
always @(posedge sys_clk) begin : mem_write_block_230
	if (datapath_datapath_lookuprow3_memory90_we)
		memory_101[datapath_datapath_lookuprow3_memory90_adr0] <= datapath_datapath_lookuprow3_memory90_dat_w;
	memadr_108 <= datapath_datapath_lookuprow3_memory90_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_231
end

assign datapath_datapath_lookuprow3_memory90_dat_r0 = memory_101[memadr_108];
assign datapath_datapath_lookuprow3_memory90_dat_r1 = memory_101[datapath_datapath_lookuprow3_memory90_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_102[0:63];
reg [5:0] memadr_109;
always @(posedge sys_clk) begin : mem_write_block_232
	if (datapath_datapath_lookuprow3_memory91_we)
		memory_102[datapath_datapath_lookuprow3_memory91_adr0] <= datapath_datapath_lookuprow3_memory91_dat_w;
	memadr_109 <= datapath_datapath_lookuprow3_memory91_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_233
end

assign datapath_datapath_lookuprow3_memory91_dat_r0 = memory_102[memadr_109];
assign datapath_datapath_lookuprow3_memory91_dat_r1 = memory_102[datapath_datapath_lookuprow3_memory91_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_103[0:63];
reg [5:0] memadr_110;
always @(posedge sys_clk) begin : mem_write_block_234
	if (datapath_datapath_lookuprow3_memory92_we)
		memory_103[datapath_datapath_lookuprow3_memory92_adr0] <= datapath_datapath_lookuprow3_memory92_dat_w;
	memadr_110 <= datapath_datapath_lookuprow3_memory92_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_235
end

assign datapath_datapath_lookuprow3_memory92_dat_r0 = memory_103[memadr_110];
assign datapath_datapath_lookuprow3_memory92_dat_r1 = memory_103[datapath_datapath_lookuprow3_memory92_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_104[0:63];
reg [5:0] memadr_111;
always @(posedge sys_clk) begin : mem_write_block_236
	if (datapath_datapath_lookuprow3_memory93_we)
		memory_104[datapath_datapath_lookuprow3_memory93_adr0] <= datapath_datapath_lookuprow3_memory93_dat_w;
	memadr_111 <= datapath_datapath_lookuprow3_memory93_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_237
end

assign datapath_datapath_lookuprow3_memory93_dat_r0 = memory_104[memadr_111];
assign datapath_datapath_lookuprow3_memory93_dat_r1 = memory_104[datapath_datapath_lookuprow3_memory93_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_105[0:63];
reg [5:0] memadr_112;
always @(posedge sys_clk) begin : mem_write_block_238
	if (datapath_datapath_lookuprow3_memory94_we)
		memory_105[datapath_datapath_lookuprow3_memory94_adr0] <= datapath_datapath_lookuprow3_memory94_dat_w;
	memadr_112 <= datapath_datapath_lookuprow3_memory94_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_239
end

assign datapath_datapath_lookuprow3_memory94_dat_r0 = memory_105[memadr_112];
assign datapath_datapath_lookuprow3_memory94_dat_r1 = memory_105[datapath_datapath_lookuprow3_memory94_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_106[0:63];
reg [5:0] memadr_113;
always @(posedge sys_clk) begin : mem_write_block_240
	if (datapath_datapath_lookuprow3_memory95_we)
		memory_106[datapath_datapath_lookuprow3_memory95_adr0] <= datapath_datapath_lookuprow3_memory95_dat_w;
	memadr_113 <= datapath_datapath_lookuprow3_memory95_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_241
end

assign datapath_datapath_lookuprow3_memory95_dat_r0 = memory_106[memadr_113];
assign datapath_datapath_lookuprow3_memory95_dat_r1 = memory_106[datapath_datapath_lookuprow3_memory95_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_107[0:63];
reg [5:0] memadr_114;
always @(posedge sys_clk) begin : mem_write_block_242
	if (datapath_datapath_lookuprow3_memory96_we)
		memory_107[datapath_datapath_lookuprow3_memory96_adr0] <= datapath_datapath_lookuprow3_memory96_dat_w;
	memadr_114 <= datapath_datapath_lookuprow3_memory96_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_243
end

assign datapath_datapath_lookuprow3_memory96_dat_r0 = memory_107[memadr_114];
assign datapath_datapath_lookuprow3_memory96_dat_r1 = memory_107[datapath_datapath_lookuprow3_memory96_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_108[0:63];
reg [5:0] memadr_115;
always @(posedge sys_clk) begin : mem_write_block_244
	if (datapath_datapath_lookuprow3_memory97_we)
		memory_108[datapath_datapath_lookuprow3_memory97_adr0] <= datapath_datapath_lookuprow3_memory97_dat_w;
	memadr_115 <= datapath_datapath_lookuprow3_memory97_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_245
end

assign datapath_datapath_lookuprow3_memory97_dat_r0 = memory_108[memadr_115];
assign datapath_datapath_lookuprow3_memory97_dat_r1 = memory_108[datapath_datapath_lookuprow3_memory97_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_109[0:63];
reg [5:0] memadr_116;
always @(posedge sys_clk) begin : mem_write_block_246
	if (datapath_datapath_lookuprow3_memory98_we)
		memory_109[datapath_datapath_lookuprow3_memory98_adr0] <= datapath_datapath_lookuprow3_memory98_dat_w;
	memadr_116 <= datapath_datapath_lookuprow3_memory98_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_247
end

assign datapath_datapath_lookuprow3_memory98_dat_r0 = memory_109[memadr_116];
assign datapath_datapath_lookuprow3_memory98_dat_r1 = memory_109[datapath_datapath_lookuprow3_memory98_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_110[0:63];
reg [5:0] memadr_117;
always @(posedge sys_clk) begin : mem_write_block_248
	if (datapath_datapath_lookuprow3_memory99_we)
		memory_110[datapath_datapath_lookuprow3_memory99_adr0] <= datapath_datapath_lookuprow3_memory99_dat_w;
	memadr_117 <= datapath_datapath_lookuprow3_memory99_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_249
end

assign datapath_datapath_lookuprow3_memory99_dat_r0 = memory_110[memadr_117];
assign datapath_datapath_lookuprow3_memory99_dat_r1 = memory_110[datapath_datapath_lookuprow3_memory99_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_111[0:63];
reg [5:0] memadr_118;
always @(posedge sys_clk) begin : mem_write_block_250
	if (datapath_datapath_lookuprow3_memory100_we)
		memory_111[datapath_datapath_lookuprow3_memory100_adr0] <= datapath_datapath_lookuprow3_memory100_dat_w;
	memadr_118 <= datapath_datapath_lookuprow3_memory100_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_251
end

assign datapath_datapath_lookuprow3_memory100_dat_r0 = memory_111[memadr_118];
assign datapath_datapath_lookuprow3_memory100_dat_r1 = memory_111[datapath_datapath_lookuprow3_memory100_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_112[0:63];
reg [5:0] memadr_119;
always @(posedge sys_clk) begin : mem_write_block_252
	if (datapath_datapath_lookuprow3_memory101_we)
		memory_112[datapath_datapath_lookuprow3_memory101_adr0] <= datapath_datapath_lookuprow3_memory101_dat_w;
	memadr_119 <= datapath_datapath_lookuprow3_memory101_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_253
end

assign datapath_datapath_lookuprow3_memory101_dat_r0 = memory_112[memadr_119];
assign datapath_datapath_lookuprow3_memory101_dat_r1 = memory_112[datapath_datapath_lookuprow3_memory101_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_113[0:63];
reg [5:0] memadr_120;
always @(posedge sys_clk) begin : mem_write_block_254
	if (datapath_datapath_lookuprow3_memory102_we)
		memory_113[datapath_datapath_lookuprow3_memory102_adr0] <= datapath_datapath_lookuprow3_memory102_dat_w;
	memadr_120 <= datapath_datapath_lookuprow3_memory102_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_255
end

assign datapath_datapath_lookuprow3_memory102_dat_r0 = memory_113[memadr_120];
assign datapath_datapath_lookuprow3_memory102_dat_r1 = memory_113[datapath_datapath_lookuprow3_memory102_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_114[0:63];
reg [5:0] memadr_121;
always @(posedge sys_clk) begin : mem_write_block_256
	if (datapath_datapath_lookuprow3_memory103_we)
		memory_114[datapath_datapath_lookuprow3_memory103_adr0] <= datapath_datapath_lookuprow3_memory103_dat_w;
	memadr_121 <= datapath_datapath_lookuprow3_memory103_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_257
end

assign datapath_datapath_lookuprow3_memory103_dat_r0 = memory_114[memadr_121];
assign datapath_datapath_lookuprow3_memory103_dat_r1 = memory_114[datapath_datapath_lookuprow3_memory103_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_115[0:63];
reg [5:0] memadr_122;
always @(posedge sys_clk) begin : mem_write_block_258
	if (datapath_datapath_lookuprow3_memory104_we)
		memory_115[datapath_datapath_lookuprow3_memory104_adr0] <= datapath_datapath_lookuprow3_memory104_dat_w;
	memadr_122 <= datapath_datapath_lookuprow3_memory104_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_259
end

assign datapath_datapath_lookuprow3_memory104_dat_r0 = memory_115[memadr_122];
assign datapath_datapath_lookuprow3_memory104_dat_r1 = memory_115[datapath_datapath_lookuprow3_memory104_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_116[0:63];
reg [5:0] memadr_123;
always @(posedge sys_clk) begin : mem_write_block_260
	if (datapath_datapath_lookuprow3_memory105_we)
		memory_116[datapath_datapath_lookuprow3_memory105_adr0] <= datapath_datapath_lookuprow3_memory105_dat_w;
	memadr_123 <= datapath_datapath_lookuprow3_memory105_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_261
end

assign datapath_datapath_lookuprow3_memory105_dat_r0 = memory_116[memadr_123];
assign datapath_datapath_lookuprow3_memory105_dat_r1 = memory_116[datapath_datapath_lookuprow3_memory105_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_117[0:63];
reg [5:0] memadr_124;
always @(posedge sys_clk) begin : mem_write_block_262
	if (datapath_datapath_lookuprow3_memory106_we)
		memory_117[datapath_datapath_lookuprow3_memory106_adr0] <= datapath_datapath_lookuprow3_memory106_dat_w;
	memadr_124 <= datapath_datapath_lookuprow3_memory106_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_263
end

assign datapath_datapath_lookuprow3_memory106_dat_r0 = memory_117[memadr_124];
assign datapath_datapath_lookuprow3_memory106_dat_r1 = memory_117[datapath_datapath_lookuprow3_memory106_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_118[0:63];
reg [5:0] memadr_125;
always @(posedge sys_clk) begin : mem_write_block_264
	if (datapath_datapath_lookuprow3_memory107_we)
		memory_118[datapath_datapath_lookuprow3_memory107_adr0] <= datapath_datapath_lookuprow3_memory107_dat_w;
	memadr_125 <= datapath_datapath_lookuprow3_memory107_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_265
end

assign datapath_datapath_lookuprow3_memory107_dat_r0 = memory_118[memadr_125];
assign datapath_datapath_lookuprow3_memory107_dat_r1 = memory_118[datapath_datapath_lookuprow3_memory107_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_119[0:63];
reg [5:0] memadr_126;
always @(posedge sys_clk) begin : mem_write_block_266
	if (datapath_datapath_lookuprow3_memory108_we)
		memory_119[datapath_datapath_lookuprow3_memory108_adr0] <= datapath_datapath_lookuprow3_memory108_dat_w;
	memadr_126 <= datapath_datapath_lookuprow3_memory108_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_267
end

assign datapath_datapath_lookuprow3_memory108_dat_r0 = memory_119[memadr_126];
assign datapath_datapath_lookuprow3_memory108_dat_r1 = memory_119[datapath_datapath_lookuprow3_memory108_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_120[0:63];
reg [5:0] memadr_127;
always @(posedge sys_clk) begin : mem_write_block_268
	if (datapath_datapath_lookuprow3_memory109_we)
		memory_120[datapath_datapath_lookuprow3_memory109_adr0] <= datapath_datapath_lookuprow3_memory109_dat_w;
	memadr_127 <= datapath_datapath_lookuprow3_memory109_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_269
end

assign datapath_datapath_lookuprow3_memory109_dat_r0 = memory_120[memadr_127];
assign datapath_datapath_lookuprow3_memory109_dat_r1 = memory_120[datapath_datapath_lookuprow3_memory109_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_121[0:63];
reg [5:0] memadr_128;
always @(posedge sys_clk) begin : mem_write_block_270
	if (datapath_datapath_lookuprow3_memory110_we)
		memory_121[datapath_datapath_lookuprow3_memory110_adr0] <= datapath_datapath_lookuprow3_memory110_dat_w;
	memadr_128 <= datapath_datapath_lookuprow3_memory110_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_271
end

assign datapath_datapath_lookuprow3_memory110_dat_r0 = memory_121[memadr_128];
assign datapath_datapath_lookuprow3_memory110_dat_r1 = memory_121[datapath_datapath_lookuprow3_memory110_adr1];

(* no_rw_check = 1 *) reg [11:0] memory_122[0:63];
reg [5:0] memadr_129;
always @(posedge sys_clk) begin : mem_write_block_272
	if (datapath_datapath_lookuprow3_memory111_we)
		memory_122[datapath_datapath_lookuprow3_memory111_adr0] <= datapath_datapath_lookuprow3_memory111_dat_w;
	memadr_129 <= datapath_datapath_lookuprow3_memory111_adr0;
end

always @(posedge sys_clk) begin : mem_write_block_273
end

assign datapath_datapath_lookuprow3_memory111_dat_r0 = memory_122[memadr_129];
assign datapath_datapath_lookuprow3_memory111_dat_r1 = memory_122[datapath_datapath_lookuprow3_memory111_adr1];

(* no_rw_check = 1 *) reg [31:0] memory_123[0:1023];
reg [31:0] memdat_17;
reg [31:0] memdat_18;
always @(posedge sys_clk) begin : mem_write_block_274
	memdat_17 <= memory_123[datapath_datapath_rowepilogue3_old_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_275
	if (datapath_datapath_rowepilogue3_old_writer_we)
		memory_123[datapath_datapath_rowepilogue3_old_writer_adr] <= datapath_datapath_rowepilogue3_old_writer_dat_w;
	memdat_18 <= memory_123[datapath_datapath_rowepilogue3_old_writer_adr];
end

assign datapath_datapath_rowepilogue3_old_reader_dat_r = memdat_17;
assign datapath_datapath_rowepilogue3_old_writer_dat_r = memdat_18;

(* no_rw_check = 1 *) reg [31:0] memory_124[0:1023];
reg [31:0] memdat_19;
reg [31:0] memdat_20;
always @(posedge sys_clk) begin : mem_write_block_276
	memdat_19 <= memory_124[datapath_datapath_rowepilogue3_ready_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_277
	if (datapath_datapath_rowepilogue3_ready_writer_we)
		memory_124[datapath_datapath_rowepilogue3_ready_writer_adr] <= datapath_datapath_rowepilogue3_ready_writer_dat_w;
	memdat_20 <= memory_124[datapath_datapath_rowepilogue3_ready_writer_adr];
end

assign datapath_datapath_rowepilogue3_ready_reader_dat_r = memdat_19;
assign datapath_datapath_rowepilogue3_ready_writer_dat_r = memdat_20;

endmodule

