/* Machine-generated using Migen */
module lutcore(
	input sys_clk,
	input sys_rst,
	output reg m0_axi_awvalid,
	input m0_axi_awready,
	output reg [31:0] m0_axi_awaddr,
	output [1:0] m0_axi_awburst,
	output reg [7:0] m0_axi_awlen,
	output [2:0] m0_axi_awsize,
	output m0_axi_awlock,
	output [2:0] m0_axi_awprot,
	output [3:0] m0_axi_awcache,
	output [3:0] m0_axi_awqos,
	output [3:0] m0_axi_awregion,
	output [1:0] m0_axi_awid,
	output m0_axi_wvalid,
	input m0_axi_wready,
	output m0_axi_wlast,
	output [127:0] m0_axi_wdata,
	output [15:0] m0_axi_wstrb,
	input m0_axi_bvalid,
	output m0_axi_bready,
	input [1:0] m0_axi_bresp,
	input [1:0] m0_axi_bid,
	output reg m0_axi_arvalid,
	input m0_axi_arready,
	output reg [31:0] m0_axi_araddr,
	output [1:0] m0_axi_arburst,
	output reg [7:0] m0_axi_arlen,
	output [2:0] m0_axi_arsize,
	output m0_axi_arlock,
	output [2:0] m0_axi_arprot,
	output [3:0] m0_axi_arcache,
	output [3:0] m0_axi_arqos,
	output [3:0] m0_axi_arregion,
	output reg [1:0] m0_axi_arid,
	input m0_axi_rvalid,
	output m0_axi_rready,
	input m0_axi_rlast,
	input [1:0] m0_axi_rresp,
	input [127:0] m0_axi_rdata,
	input [1:0] m0_axi_rid,
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

wire [31:0] core_value0;
wire [31:0] core_csrstatus0_status;
wire core_csrstatus0_we;
reg core_csrstatus0_re = 1'd0;
wire [31:0] core_value1;
wire [31:0] core_csrstatus1_status;
wire core_csrstatus1_we;
reg core_csrstatus1_re = 1'd0;
wire [31:0] core_value2;
wire [31:0] core_csrstatus2_status;
wire core_csrstatus2_we;
reg core_csrstatus2_re = 1'd0;
wire core_abort;
reg core_csrstorage0_storage = 1'd0;
reg core_csrstorage0_re = 1'd0;
wire [31:0] core_value3;
reg [31:0] core_csrstorage1_storage = 32'd0;
reg core_csrstorage1_re = 1'd0;
wire [15:0] core_descriptors;
reg [15:0] core_csrstorage2_storage = 16'd0;
reg core_csrstorage2_re = 1'd0;
wire core_busy;
wire core_done;
wire core_error;
wire [7:0] core_code;
reg [15:0] core_csrstatus3_status;
wire core_csrstatus3_we;
reg core_csrstatus3_re = 1'd0;
wire [31:0] core_value4;
wire [31:0] core_csrstatus4_status;
wire core_csrstatus4_we;
reg core_csrstatus4_re = 1'd0;
reg [31:0] core_value5 = 32'd0;
wire [31:0] core_csrstatus5_status;
wire core_csrstatus5_we;
reg core_csrstatus5_re = 1'd0;
reg [31:0] core_value6 = 32'd0;
wire [31:0] core_csrstatus6_status;
wire core_csrstatus6_we;
reg core_csrstatus6_re = 1'd0;
reg [31:0] core_value7 = 32'd0;
wire [31:0] core_csrstatus7_status;
wire core_csrstatus7_we;
reg core_csrstatus7_re = 1'd0;
reg [31:0] core_value8 = 32'd0;
wire [31:0] core_csrstatus8_status;
wire core_csrstatus8_we;
reg core_csrstatus8_re = 1'd0;
reg [31:0] core_value9 = 32'd0;
wire [31:0] core_csrstatus9_status;
wire core_csrstatus9_we;
reg core_csrstatus9_re = 1'd0;
reg [31:0] core_value10 = 32'd0;
wire [31:0] core_csrstatus10_status;
wire core_csrstatus10_we;
reg core_csrstatus10_re = 1'd0;
reg [31:0] core_value11 = 32'd0;
wire [31:0] core_csrstatus11_status;
wire core_csrstatus11_we;
reg core_csrstatus11_re = 1'd0;
wire [31:0] core_period;
reg [31:0] core_csrstorage3_storage = 32'd0;
reg core_csrstorage3_re = 1'd0;
wire [19:0] core_page0;
reg [31:0] core_csrstorage4_storage = 32'd0;
reg core_csrstorage4_re = 1'd0;
wire [19:0] core_page1;
reg [31:0] core_csrstorage5_storage = 32'd4294963200;
reg core_csrstorage5_re = 1'd0;
reg [31:0] core_value12 = 32'd0;
wire [31:0] core_csrstatus12_status;
wire core_csrstatus12_we;
reg core_csrstatus12_re = 1'd0;
reg [3:0] core_port = 4'd0;
reg [3:0] core_client = 4'd0;
reg [11:0] core_csrstatus13_status;
wire core_csrstatus13_we;
reg core_csrstatus13_re = 1'd0;
reg [31:0] core_value13 = 32'd0;
wire [31:0] core_csrstatus14_status;
wire core_csrstatus14_we;
reg core_csrstatus14_re = 1'd0;
wire core_descriptors_sink_sink_valid;
wire core_descriptors_sink_sink_ready;
reg core_descriptors_sink_sink_first = 1'd0;
reg core_descriptors_sink_sink_last = 1'd0;
wire [31:0] core_descriptors_sink_sink_payload_address;
wire [31:0] core_descriptors_sink_sink_payload_beats;
wire core_descriptors_source_source_valid;
wire core_descriptors_source_source_ready;
wire core_descriptors_source_source_first;
wire core_descriptors_source_source_last;
wire [127:0] core_descriptors_source_source_payload_data;
wire core_descriptors_request_valid;
wire core_descriptors_request_ready;
wire [31:0] core_descriptors_request_payload_address;
wire [6:0] core_descriptors_request_payload_beats;
wire core_descriptors_data_valid;
wire core_descriptors_data_ready;
wire [127:0] core_descriptors_data_payload_data;
wire core_descriptors_flush;
wire core_descriptors_idle;
wire core_descriptors_expecting;
wire core_descriptors_splitter_sink_valid;
wire core_descriptors_splitter_sink_ready;
wire core_descriptors_splitter_sink_first;
wire core_descriptors_splitter_sink_last;
wire [31:0] core_descriptors_splitter_sink_payload_address;
wire [31:0] core_descriptors_splitter_sink_payload_beats;
reg core_descriptors_splitter_source_valid = 1'd0;
wire core_descriptors_splitter_source_ready;
reg [31:0] core_descriptors_splitter_source_payload_address = 32'd0;
reg [6:0] core_descriptors_splitter_source_payload_beats = 7'd0;
wire [19:0] core_descriptors_splitter_window_base;
wire [19:0] core_descriptors_splitter_window_last;
reg core_descriptors_splitter_refused = 1'd0;
reg [31:0] core_descriptors_splitter_address = 32'd0;
wire core_descriptors_splitter_flush;
wire core_descriptors_splitter_idle;
reg [31:0] core_descriptors_splitter_left = 32'd0;
reg core_descriptors_splitter_busy = 1'd0;
reg [1:0] core_descriptors_splitter_phase = 2'd0;
reg [6:0] core_descriptors_splitter_room = 7'd0;
reg core_descriptors_splitter_far = 1'd0;
reg core_descriptors_splitter_outside = 1'd0;
reg [6:0] core_descriptors_splitter_beats = 7'd0;
reg [7:0] core_descriptors_reserved = 8'd0;
reg [7:0] core_descriptors_flying = 8'd0;
reg core_descriptors_fits = 1'd0;
wire core_descriptors_send;
wire core_descriptors_take;
reg core_descriptors_taken = 1'd0;
wire core_descriptors_beat;
wire core_descriptors_fifo_sink_valid;
wire core_descriptors_fifo_sink_ready;
wire [127:0] core_descriptors_fifo_sink_payload_data;
reg core_descriptors_fifo_source_valid = 1'd0;
wire core_descriptors_fifo_source_ready;
reg core_descriptors_fifo_source_first = 1'd0;
reg core_descriptors_fifo_source_last = 1'd0;
wire [127:0] core_descriptors_fifo_source_payload_data;
wire [6:0] core_descriptors_fifo_writer_adr;
wire [127:0] core_descriptors_fifo_writer_dat_r;
wire core_descriptors_fifo_writer_we;
wire [127:0] core_descriptors_fifo_writer_dat_w;
wire [6:0] core_descriptors_fifo_reader_adr;
wire [127:0] core_descriptors_fifo_reader_dat_r;
reg [6:0] core_descriptors_fifo_produce = 7'd0;
reg [6:0] core_descriptors_fifo_consume = 7'd0;
reg [7:0] core_descriptors_fifo_stored = 8'd0;
reg [4:0] core_descriptors_fifo_places = 5'd16;
reg core_descriptors_fifo_fetch = 1'd0;
wire core_descriptors_fifo_pop;
reg core_descriptors_fifo_popped = 1'd0;
reg [3:0] core_descriptors_fifo_tail_adr = 4'd0;
wire [127:0] core_descriptors_fifo_tail_dat_r;
wire core_descriptors_fifo_tail_we;
wire [127:0] core_descriptors_fifo_tail_dat_w;
reg [3:0] core_descriptors_fifo_head_adr = 4'd0;
wire [127:0] core_descriptors_fifo_head_dat_r;
reg [4:0] core_descriptors_fifo_queued = 5'd0;
reg [127:0] core_descriptors_fifo_data_stage0 = 128'd0;
reg [127:0] core_descriptors_fifo_data_stage1 = 128'd0;
reg core_descriptors_fifo_valid_stage0 = 1'd0;
reg core_descriptors_fifo_valid_stage1 = 1'd0;
reg core_descriptors_fifo_valid_stage2 = 1'd0;
wire core_activations_sink_sink_valid;
wire core_activations_sink_sink_ready;
reg core_activations_sink_sink_first = 1'd0;
reg core_activations_sink_sink_last = 1'd0;
wire [31:0] core_activations_sink_sink_payload_address;
wire [31:0] core_activations_sink_sink_payload_beats;
wire core_activations_source_source_valid;
wire core_activations_source_source_ready;
wire core_activations_source_source_first;
wire core_activations_source_source_last;
wire [127:0] core_activations_source_source_payload_data;
wire core_activations_request_valid;
wire core_activations_request_ready;
wire [31:0] core_activations_request_payload_address;
wire [6:0] core_activations_request_payload_beats;
wire core_activations_data_valid;
wire core_activations_data_ready;
wire [127:0] core_activations_data_payload_data;
wire core_activations_flush;
wire core_activations_idle;
wire core_activations_expecting;
wire core_activations_splitter_sink_valid;
wire core_activations_splitter_sink_ready;
wire core_activations_splitter_sink_first;
wire core_activations_splitter_sink_last;
wire [31:0] core_activations_splitter_sink_payload_address;
wire [31:0] core_activations_splitter_sink_payload_beats;
reg core_activations_splitter_source_valid = 1'd0;
wire core_activations_splitter_source_ready;
reg [31:0] core_activations_splitter_source_payload_address = 32'd0;
reg [6:0] core_activations_splitter_source_payload_beats = 7'd0;
wire [19:0] core_activations_splitter_window_base;
wire [19:0] core_activations_splitter_window_last;
reg core_activations_splitter_refused = 1'd0;
reg [31:0] core_activations_splitter_address = 32'd0;
wire core_activations_splitter_flush;
wire core_activations_splitter_idle;
reg [31:0] core_activations_splitter_left = 32'd0;
reg core_activations_splitter_busy = 1'd0;
reg [1:0] core_activations_splitter_phase = 2'd0;
reg [6:0] core_activations_splitter_room = 7'd0;
reg core_activations_splitter_far = 1'd0;
reg core_activations_splitter_outside = 1'd0;
reg [6:0] core_activations_splitter_beats = 7'd0;
reg [7:0] core_activations_reserved = 8'd0;
reg [7:0] core_activations_flying = 8'd0;
reg core_activations_fits = 1'd0;
wire core_activations_send;
wire core_activations_take;
reg core_activations_taken = 1'd0;
wire core_activations_beat;
wire core_activations_fifo_sink_valid;
wire core_activations_fifo_sink_ready;
wire [127:0] core_activations_fifo_sink_payload_data;
reg core_activations_fifo_source_valid = 1'd0;
wire core_activations_fifo_source_ready;
reg core_activations_fifo_source_first = 1'd0;
reg core_activations_fifo_source_last = 1'd0;
wire [127:0] core_activations_fifo_source_payload_data;
wire [6:0] core_activations_fifo_writer_adr;
wire [127:0] core_activations_fifo_writer_dat_r;
wire core_activations_fifo_writer_we;
wire [127:0] core_activations_fifo_writer_dat_w;
wire [6:0] core_activations_fifo_reader_adr;
wire [127:0] core_activations_fifo_reader_dat_r;
reg [6:0] core_activations_fifo_produce = 7'd0;
reg [6:0] core_activations_fifo_consume = 7'd0;
reg [7:0] core_activations_fifo_stored = 8'd0;
reg [4:0] core_activations_fifo_places = 5'd16;
reg core_activations_fifo_fetch = 1'd0;
wire core_activations_fifo_pop;
reg core_activations_fifo_popped = 1'd0;
reg [3:0] core_activations_fifo_tail_adr = 4'd0;
wire [127:0] core_activations_fifo_tail_dat_r;
wire core_activations_fifo_tail_we;
wire [127:0] core_activations_fifo_tail_dat_w;
reg [3:0] core_activations_fifo_head_adr = 4'd0;
wire [127:0] core_activations_fifo_head_dat_r;
reg [4:0] core_activations_fifo_queued = 5'd0;
reg [127:0] core_activations_fifo_data_stage0 = 128'd0;
reg [127:0] core_activations_fifo_data_stage1 = 128'd0;
reg core_activations_fifo_valid_stage0 = 1'd0;
reg core_activations_fifo_valid_stage1 = 1'd0;
reg core_activations_fifo_valid_stage2 = 1'd0;
wire core_reader_sink_sink_valid;
wire core_reader_sink_sink_ready;
reg core_reader_sink_sink_first = 1'd0;
reg core_reader_sink_sink_last = 1'd0;
wire [31:0] core_reader_sink_sink_payload_address;
wire [31:0] core_reader_sink_sink_payload_beats;
wire core_reader_source_source_valid;
wire core_reader_source_source_ready;
wire core_reader_source_source_first;
wire core_reader_source_source_last;
wire [127:0] core_reader_source_source_payload_data;
wire core_reader_request_valid;
wire core_reader_request_ready;
wire [31:0] core_reader_request_payload_address;
wire [6:0] core_reader_request_payload_beats;
wire core_reader_data_valid;
wire core_reader_data_ready;
wire [127:0] core_reader_data_payload_data;
wire core_reader_flush;
wire core_reader_idle;
wire core_reader_expecting;
wire core_reader_splitter_sink_valid;
wire core_reader_splitter_sink_ready;
wire core_reader_splitter_sink_first;
wire core_reader_splitter_sink_last;
wire [31:0] core_reader_splitter_sink_payload_address;
wire [31:0] core_reader_splitter_sink_payload_beats;
reg core_reader_splitter_source_valid = 1'd0;
wire core_reader_splitter_source_ready;
reg [31:0] core_reader_splitter_source_payload_address = 32'd0;
reg [6:0] core_reader_splitter_source_payload_beats = 7'd0;
wire [19:0] core_reader_splitter_window_base;
wire [19:0] core_reader_splitter_window_last;
reg core_reader_splitter_refused = 1'd0;
reg [31:0] core_reader_splitter_address = 32'd0;
wire core_reader_splitter_flush;
wire core_reader_splitter_idle;
reg [31:0] core_reader_splitter_left = 32'd0;
reg core_reader_splitter_busy = 1'd0;
reg [1:0] core_reader_splitter_phase = 2'd0;
reg [6:0] core_reader_splitter_room = 7'd0;
reg core_reader_splitter_far = 1'd0;
reg core_reader_splitter_outside = 1'd0;
reg [6:0] core_reader_splitter_beats = 7'd0;
reg [7:0] core_reader_reserved = 8'd0;
reg [7:0] core_reader_flying = 8'd0;
reg core_reader_fits = 1'd0;
wire core_reader_send;
wire core_reader_take;
reg core_reader_taken = 1'd0;
wire core_reader_beat;
wire core_reader_fifo_sink_valid;
wire core_reader_fifo_sink_ready;
wire [127:0] core_reader_fifo_sink_payload_data;
reg core_reader_fifo_source_valid = 1'd0;
wire core_reader_fifo_source_ready;
reg core_reader_fifo_source_first = 1'd0;
reg core_reader_fifo_source_last = 1'd0;
wire [127:0] core_reader_fifo_source_payload_data;
wire [6:0] core_reader_fifo_writer_adr;
wire [127:0] core_reader_fifo_writer_dat_r;
wire core_reader_fifo_writer_we;
wire [127:0] core_reader_fifo_writer_dat_w;
wire [6:0] core_reader_fifo_reader_adr;
wire [127:0] core_reader_fifo_reader_dat_r;
reg [6:0] core_reader_fifo_produce = 7'd0;
reg [6:0] core_reader_fifo_consume = 7'd0;
reg [7:0] core_reader_fifo_stored = 8'd0;
reg [4:0] core_reader_fifo_places = 5'd16;
reg core_reader_fifo_fetch = 1'd0;
wire core_reader_fifo_pop;
reg core_reader_fifo_popped = 1'd0;
reg [3:0] core_reader_fifo_tail_adr = 4'd0;
wire [127:0] core_reader_fifo_tail_dat_r;
wire core_reader_fifo_tail_we;
wire [127:0] core_reader_fifo_tail_dat_w;
reg [3:0] core_reader_fifo_head_adr = 4'd0;
wire [127:0] core_reader_fifo_head_dat_r;
reg [4:0] core_reader_fifo_queued = 5'd0;
reg [127:0] core_reader_fifo_data_stage0 = 128'd0;
reg [127:0] core_reader_fifo_data_stage1 = 128'd0;
reg core_reader_fifo_valid_stage0 = 1'd0;
reg core_reader_fifo_valid_stage1 = 1'd0;
reg core_reader_fifo_valid_stage2 = 1'd0;
reg core_port_errors0;
reg core_port_errors1;
reg core_port_errors2;
reg core_port_stray = 1'd0;
wire core_port_free;
reg [1:0] core_port_choice;
wire core_port_granted0;
wire core_port_granted1;
wire core_port_granted2;
reg [127:0] core_port_data = 128'd0;
reg core_port_bad = 1'd0;
reg core_port_valid = 1'd0;
reg core_port_known;
reg core_port_arrived0 = 1'd0;
reg core_port_arrived1 = 1'd0;
reg core_port_arrived2 = 1'd0;
wire core_writer_sink_sink_valid;
wire core_writer_sink_sink_ready;
reg core_writer_sink_sink_first = 1'd0;
reg core_writer_sink_sink_last = 1'd0;
wire [31:0] core_writer_sink_sink_payload_address;
wire [31:0] core_writer_sink_sink_payload_beats;
wire core_writer_words_valid;
wire core_writer_words_ready;
wire core_writer_words_first;
wire core_writer_words_last;
wire [127:0] core_writer_words_payload_data;
wire core_writer_almost_full;
wire core_writer_flush;
wire core_writer_idle;
wire core_writer_starved;
wire core_writer_excess;
reg core_writer_error = 1'd0;
reg core_writer_stray = 1'd0;
wire core_writer_splitter_sink_valid;
wire core_writer_splitter_sink_ready;
wire core_writer_splitter_sink_first;
wire core_writer_splitter_sink_last;
wire [31:0] core_writer_splitter_sink_payload_address;
wire [31:0] core_writer_splitter_sink_payload_beats;
reg core_writer_splitter_source_valid = 1'd0;
wire core_writer_splitter_source_ready;
reg [31:0] core_writer_splitter_source_payload_address = 32'd0;
reg [6:0] core_writer_splitter_source_payload_beats = 7'd0;
wire [19:0] core_writer_splitter_window_base;
wire [19:0] core_writer_splitter_window_last;
reg core_writer_splitter_refused = 1'd0;
reg [31:0] core_writer_splitter_address = 32'd0;
wire core_writer_splitter_flush;
wire core_writer_splitter_idle;
reg [31:0] core_writer_splitter_left = 32'd0;
reg core_writer_splitter_busy = 1'd0;
reg [1:0] core_writer_splitter_phase = 2'd0;
reg [4:0] core_writer_splitter_room = 5'd0;
reg core_writer_splitter_far = 1'd0;
reg core_writer_splitter_outside = 1'd0;
reg [4:0] core_writer_splitter_beats = 5'd0;
wire core_writer_fifo_sink_valid;
wire core_writer_fifo_sink_ready;
wire core_writer_fifo_sink_first;
wire core_writer_fifo_sink_last;
wire [127:0] core_writer_fifo_sink_payload_data;
wire core_writer_fifo_source_valid;
wire core_writer_fifo_source_ready;
wire core_writer_fifo_source_first;
wire core_writer_fifo_source_last;
wire [127:0] core_writer_fifo_source_payload_data;
wire core_writer_fifo_syncfifo_we;
wire core_writer_fifo_syncfifo_writable;
wire core_writer_fifo_syncfifo_re;
wire core_writer_fifo_syncfifo_readable;
wire [129:0] core_writer_fifo_syncfifo_din;
wire [129:0] core_writer_fifo_syncfifo_dout;
reg [6:0] core_writer_fifo_level = 7'd0;
reg core_writer_fifo_replace = 1'd0;
reg [5:0] core_writer_fifo_produce = 6'd0;
reg [5:0] core_writer_fifo_consume = 6'd0;
reg [5:0] core_writer_fifo_wrport_adr;
wire [129:0] core_writer_fifo_wrport_dat_r;
wire core_writer_fifo_wrport_we;
wire [129:0] core_writer_fifo_wrport_dat_w;
wire core_writer_fifo_do_read;
wire [5:0] core_writer_fifo_rdport_adr;
wire [129:0] core_writer_fifo_rdport_dat_r;
wire [127:0] core_writer_fifo_fifo_in_payload_data;
wire core_writer_fifo_fifo_in_first;
wire core_writer_fifo_fifo_in_last;
wire [127:0] core_writer_fifo_fifo_out_payload_data;
wire core_writer_fifo_fifo_out_first;
wire core_writer_fifo_fifo_out_last;
reg [4:0] core_writer_beats = 5'd0;
reg [4:0] core_writer_queued = 5'd0;
reg [7:0] core_writer_pending = 8'd0;
reg [6:0] core_writer_spare = 7'd0;
reg core_writer_enough = 1'd0;
wire core_writer_start;
wire core_writer_sent;
wire core_writer_drop;
wire core_writer_answered;
wire core_weights_idle;
reg core_fetch_take;
reg core_fetch_done = 1'd1;
wire [15:0] core_fetch_descriptor_magic;
wire [7:0] core_fetch_descriptor_version;
wire [7:0] core_fetch_descriptor_opcode;
wire [3:0] core_fetch_descriptor_planes;
wire [2:0] core_fetch_descriptor_group;
wire core_fetch_descriptor_explicit;
wire [7:0] core_fetch_descriptor_zero;
wire [7:0] core_fetch_descriptor_rows;
wire core_fetch_descriptor_ternary;
wire core_fetch_descriptor_host_tables;
wire [23:0] core_fetch_descriptor_columns;
wire [9:0] core_fetch_descriptor_slices;
wire [15:0] core_fetch_descriptor_tag;
wire [31:0] core_fetch_descriptor_weights;
wire [31:0] core_fetch_descriptor_activations;
wire [31:0] core_fetch_descriptor_output;
wire [31:0] core_fetch_descriptor_stream_words;
wire [31:0] core_fetch_descriptor_activation_words;
wire [31:0] core_fetch_descriptor_output_words;
wire [31:0] core_fetch_descriptor_stride;
reg [7:0] core_fetch_fault = 8'd0;
reg [511:0] core_fetch_store = 512'd0;
reg [3:0] core_fetch_count = 4'd0;
reg [36:0] core_fetch_end0 = 37'd0;
reg [36:0] core_fetch_total0 = 37'd0;
reg [36:0] core_fetch_end1 = 37'd0;
reg [36:0] core_fetch_total1 = 37'd0;
reg [36:0] core_fetch_end2 = 37'd0;
reg [36:0] core_fetch_total2 = 37'd0;
reg core_fetch_found0 = 1'd0;
reg core_fetch_found1 = 1'd0;
reg core_fetch_found2 = 1'd0;
reg core_fetch_found3 = 1'd0;
reg core_fetch_found4 = 1'd0;
wire core_datapath_start;
wire core_datapath_compute;
wire core_datapath_store;
reg [3:0] core_datapath_computed_planes = 4'd0;
reg [2:0] core_datapath_computed_group = 3'd0;
reg core_datapath_computed_explicit = 1'd0;
reg [7:0] core_datapath_computed_rows = 8'd0;
reg core_datapath_computed_ternary = 1'd0;
reg [23:0] core_datapath_computed_columns = 24'd0;
reg [9:0] core_datapath_computed_slices = 10'd0;
reg [31:0] core_datapath_computed_output = 32'd0;
reg [31:0] core_datapath_computed_output_words = 32'd0;
reg core_datapath_table_write_valid = 1'd0;
reg [1:0] core_datapath_table_write_we = 2'd0;
reg core_datapath_table_write_bank = 1'd0;
reg [3:0] core_datapath_table_write_segments = 4'd0;
reg [4:0] core_datapath_table_write_address = 5'd0;
reg [63:0] core_datapath_table_write_data = 64'd0;
wire [1:0] core_datapath_piece_write_we;
wire core_datapath_piece_write_bank;
wire [2:0] core_datapath_piece_write_piece;
reg [22:0] core_datapath_piece_write_zero = 23'd0;
reg [22:0] core_datapath_piece_write_other = 23'd0;
wire [4:0] core_datapath_piece_write_shift;
wire core_datapath_loader_start0;
wire [7:0] core_datapath_loader_rows;
wire [9:0] core_datapath_loader_slices;
reg [15:0] core_datapath_loader_tiles = 16'd0;
wire [2:0] core_datapath_loader_group0;
wire core_datapath_loader_explicit0;
wire [7:0] core_datapath_loader_zero0;
wire [3:0] core_datapath_loader_planes0;
wire core_datapath_loader_ternary;
wire core_datapath_loader_host_tables;
wire core_datapath_loader_sink_valid;
reg core_datapath_loader_sink_ready;
wire core_datapath_loader_sink_first;
wire core_datapath_loader_sink_last;
wire [127:0] core_datapath_loader_sink_payload_data;
reg core_datapath_loader_full = 1'd0;
wire core_datapath_loader_release;
reg core_datapath_loader_idle;
reg core_datapath_loader_bank0 = 1'd0;
reg [1:0] core_datapath_loader_row0 = 2'd1;
reg [7:0] core_datapath_loader_rows_left = 8'd0;
reg [9:0] core_datapath_loader_slices_left = 10'd0;
reg [15:0] core_datapath_loader_tiles_left = 16'd0;
reg [1:0] core_datapath_loader_segment = 2'd0;
reg [1:0] core_datapath_loader_word = 2'd0;
reg [4:0] core_datapath_loader_entry = 5'd0;
reg core_datapath_loader_filled;
reg core_datapath_loader_load;
reg [511:0] core_datapath_loader_mantissas = 512'd0;
reg [127:0] core_datapath_loader_data_d = 128'd0;
reg [3:0] core_datapath_loader_we = 4'd0;
reg signed [7:0] core_datapath_loader_entries0 = 8'sd0;
reg signed [7:0] core_datapath_loader_entries1 = 8'sd0;
reg signed [7:0] core_datapath_loader_entries2 = 8'sd0;
reg signed [7:0] core_datapath_loader_entries3 = 8'sd0;
reg signed [7:0] core_datapath_loader_entries4 = 8'sd0;
reg signed [7:0] core_datapath_loader_entries5 = 8'sd0;
reg signed [7:0] core_datapath_loader_entries6 = 8'sd0;
reg signed [7:0] core_datapath_loader_entries7 = 8'sd0;
reg core_datapath_loader_clear;
reg core_datapath_loader_negate = 1'd0;
reg core_datapath_loader_step;
reg [4:0] core_datapath_loader_code;
reg [2:0] core_datapath_loader_digit;
reg core_datapath_loader_up;
reg [2:0] core_datapath_loader_index = 3'd0;
reg [4:0] core_datapath_loader_code_d_stage0 = 5'd0;
reg [4:0] core_datapath_loader_code_d_stage1 = 5'd0;
reg core_datapath_loader_add_d_stage0 = 1'd0;
reg core_datapath_loader_add_d_stage1 = 1'd0;
reg core_datapath_loader_step_d1_stage = 1'd0;
reg core_datapath_loader_step_d_stage = 1'd0;
reg core_datapath_loader_change_d_stage0 = 1'd0;
reg core_datapath_loader_change_d_stage1 = 1'd0;
reg core_datapath_loader_clear_d_stage = 1'd0;
reg signed [7:0] core_datapath_loader_mantissa0 = 8'sd0;
wire signed [8:0] core_datapath_loader_change0;
reg signed [7:0] core_datapath_loader_mantissa1 = 8'sd0;
wire signed [8:0] core_datapath_loader_change1;
reg signed [7:0] core_datapath_loader_mantissa2 = 8'sd0;
wire signed [8:0] core_datapath_loader_change2;
reg signed [7:0] core_datapath_loader_mantissa3 = 8'sd0;
wire signed [8:0] core_datapath_loader_change3;
reg signed [7:0] core_datapath_loader_mantissa4 = 8'sd0;
wire signed [8:0] core_datapath_loader_change4;
reg signed [7:0] core_datapath_loader_mantissa5 = 8'sd0;
wire signed [8:0] core_datapath_loader_change5;
reg signed [7:0] core_datapath_loader_mantissa6 = 8'sd0;
wire signed [8:0] core_datapath_loader_change6;
reg signed [7:0] core_datapath_loader_mantissa7 = 8'sd0;
wire signed [8:0] core_datapath_loader_change7;
reg core_datapath_loader_take_entry;
reg [1:0] core_datapath_loader_delayed_stage0 = 2'd1;
reg [1:0] core_datapath_loader_delayed_stage1 = 2'd1;
reg core_datapath_loader_delayed_stage2 = 1'd0;
reg core_datapath_loader_delayed_stage3 = 1'd0;
reg [1:0] core_datapath_loader_delayed_stage4 = 2'd0;
reg [1:0] core_datapath_loader_delayed_stage5 = 2'd0;
reg core_datapath_loader_header_taken;
reg core_datapath_loader_start1 = 1'd0;
wire [127:0] core_datapath_loader_header;
wire [1:0] core_datapath_loader_row1;
wire core_datapath_loader_odd0;
wire core_datapath_loader_bank1;
wire [2:0] core_datapath_loader_group1;
wire core_datapath_loader_explicit1;
wire [7:0] core_datapath_loader_zero1;
wire [3:0] core_datapath_loader_planes1;
wire core_datapath_loader_busy;
reg [127:0] core_datapath_loader_halves = 128'd0;
reg [1:0] core_datapath_loader_row2 = 2'd0;
reg core_datapath_loader_bank2 = 1'd0;
reg core_datapath_loader_odd1 = 1'd0;
reg [2:0] core_datapath_loader_piece = 3'd0;
reg core_datapath_loader_active = 1'd0;
reg [2:0] core_datapath_loader_last = 3'd0;
wire signed [13:0] core_datapath_loader_geometry0;
wire signed [13:0] core_datapath_loader_geometry1;
wire signed [13:0] core_datapath_loader_geometry2;
wire signed [13:0] core_datapath_loader_geometry3;
wire signed [13:0] core_datapath_loader_geometry4;
wire signed [13:0] core_datapath_loader_geometry5;
wire signed [13:0] core_datapath_loader_geometry6;
wire signed [13:0] core_datapath_loader_geometry7;
reg signed [13:0] core_datapath_loader_chosen = 14'sd0;
reg signed [13:0] core_datapath_loader_rounds0 = 14'sd0;
reg signed [13:0] core_datapath_loader_rounds1 = 14'sd0;
reg signed [13:0] core_datapath_loader_rounds2 = 14'sd0;
reg signed [13:0] core_datapath_loader_rounds3 = 14'sd0;
reg signed [13:0] core_datapath_loader_pairs0 = 14'sd0;
reg signed [13:0] core_datapath_loader_pairs1 = 14'sd0;
reg [2:0] core_datapath_loader_again_stage0 = 3'd0;
reg [2:0] core_datapath_loader_again_stage1 = 3'd0;
reg [2:0] core_datapath_loader_number_stage = 3'd0;
wire core_datapath_loader_uneven;
reg signed [13:0] core_datapath_loader_total = 14'sd0;
reg core_datapath_loader_down = 1'd0;
reg core_datapath_loader_low_stage = 1'd0;
reg signed [13:0] core_datapath_loader_lowered = 14'sd0;
wire signed [22:0] core_datapath_loader_shifted;
reg signed [22:0] core_datapath_loader_zero2 = 23'sd0;
reg signed [22:0] core_datapath_loader_most = 23'sd0;
reg signed [17:0] core_datapath_loader_offset = 18'sd0;
reg core_datapath_loader_two = 1'd0;
reg signed [9:0] core_datapath_loader_factor = 10'sd0;
reg signed [13:0] core_datapath_loader_operand = 14'sd0;
reg signed [22:0] core_datapath_loader_geometry8 = 23'sd0;
reg signed [21:0] core_datapath_loader_scaled = 22'sd0;
reg [7:0] core_datapath_loader_valid = 8'd0;
reg [2:0] core_datapath_loader_steps_stage0 = 3'd0;
reg [2:0] core_datapath_loader_steps_stage1 = 3'd0;
reg [2:0] core_datapath_loader_steps_stage2 = 3'd0;
reg [2:0] core_datapath_loader_steps_stage3 = 3'd0;
reg [2:0] core_datapath_loader_steps_stage4 = 3'd0;
reg [2:0] core_datapath_loader_steps_stage5 = 3'd0;
reg [2:0] core_datapath_loader_steps_stage6 = 3'd0;
reg [2:0] core_datapath_loader_steps_stage7 = 3'd0;
wire core_datapath_loader_bank_full;
wire core_datapath_loader_last_entry;
reg core_datapath_loader_last_segment = 1'd0;
reg core_datapath_loader_last_row = 1'd0;
wire core_datapath_issue_start;
wire [3:0] core_datapath_issue_planes;
wire [2:0] core_datapath_issue_group0;
wire core_datapath_issue_explicit0;
wire [23:0] core_datapath_issue_columns;
wire [9:0] core_datapath_issue_slices;
wire core_datapath_issue_sink_valid;
wire core_datapath_issue_sink_ready;
wire [127:0] core_datapath_issue_sink_payload_data;
wire core_datapath_issue_full0;
wire core_datapath_issue_release;
reg core_datapath_issue_turn = 1'd0;
wire core_datapath_issue_turns;
wire [2:0] core_datapath_issue_plane_number;
reg core_datapath_issue_plane_valid = 1'd0;
reg core_datapath_issue_plane_first = 1'd0;
reg core_datapath_issue_plane_last = 1'd0;
reg core_datapath_issue_plane_bank = 1'd0;
reg [9:0] core_datapath_issue_plane_column = 10'd0;
reg core_datapath_issue_plane_clear = 1'd0;
reg core_datapath_issue_plane_final = 1'd0;
reg [2:0] core_datapath_issue_plane_slot = 3'd0;
reg [2:0] core_datapath_issue_plane_lane = 3'd0;
reg core_datapath_issue_plane_turn = 1'd0;
reg core_datapath_issue_scale_we = 1'd0;
wire [2:0] core_datapath_issue_scale_slot;
wire core_datapath_issue_taken0;
wire core_datapath_issue_consumed;
reg core_datapath_issue_stall_tables;
reg core_datapath_issue_stall_output;
reg core_datapath_issue_stall_weights;
reg core_datapath_issue_stall_issue;
reg core_datapath_issue_done = 1'd1;
reg core_datapath_issue_idle = 1'd1;
reg core_datapath_issue_active = 1'd0;
wire core_datapath_issue_begin;
wire core_datapath_issue_issued0;
reg core_datapath_issue_scale = 1'd0;
reg core_datapath_issue_bank = 1'd0;
wire [3:0] core_datapath_issue_plane_loop_count;
wire core_datapath_issue_plane_loop_begin;
wire core_datapath_issue_plane_loop_step;
reg core_datapath_issue_plane_loop_first = 1'd0;
reg core_datapath_issue_plane_loop_last = 1'd0;
reg [2:0] core_datapath_issue_plane_loop_left = 3'd0;
wire core_datapath_issue_plane_loop_ends;
reg [2:0] core_datapath_issue_plane_loop_others = 3'd0;
reg core_datapath_issue_plane_loop_single = 1'd0;
reg [10:0] core_datapath_issue_column_loop_count = 11'd0;
wire core_datapath_issue_column_loop_begin;
wire core_datapath_issue_column_loop_step;
reg core_datapath_issue_column_loop_first = 1'd0;
reg core_datapath_issue_column_loop_last = 1'd0;
reg [9:0] core_datapath_issue_column_loop_left = 10'd0;
wire core_datapath_issue_column_loop_ends;
reg [9:0] core_datapath_issue_column_loop_others = 10'd0;
reg core_datapath_issue_column_loop_single = 1'd0;
wire [9:0] core_datapath_issue_slice_loop_count;
wire core_datapath_issue_slice_loop_begin;
wire core_datapath_issue_slice_loop_step;
reg core_datapath_issue_slice_loop_first = 1'd0;
reg core_datapath_issue_slice_loop_last = 1'd0;
reg [9:0] core_datapath_issue_slice_loop_left = 10'd0;
wire core_datapath_issue_slice_loop_ends;
reg [9:0] core_datapath_issue_slice_loop_others = 10'd0;
reg core_datapath_issue_slice_loop_single = 1'd0;
wire core_datapath_issue_column_ends;
wire core_datapath_issue_slice_ends;
wire core_datapath_issue_tile_ends;
reg [23:0] core_datapath_issue_left = 24'd0;
reg [10:0] core_datapath_issue_next_tile = 11'd0;
reg [10:0] core_datapath_issue_tile = 11'd0;
reg core_datapath_issue_last_next = 1'd0;
reg core_datapath_issue_last_tile = 1'd0;
wire core_datapath_issue_ends0;
reg core_datapath_issue_stage0 = 1'd0;
reg core_datapath_issue_stage1 = 1'd0;
reg core_datapath_issue_stage2 = 1'd0;
reg core_datapath_issue_stage3 = 1'd0;
reg core_datapath_issue_stage4 = 1'd0;
reg core_datapath_issue_stage5 = 1'd0;
reg core_datapath_issue_stage6 = 1'd0;
reg core_datapath_issue_stage7 = 1'd0;
reg core_datapath_issue_stage8 = 1'd0;
reg core_datapath_issue_stage9 = 1'd0;
reg core_datapath_issue_stage10 = 1'd0;
reg core_datapath_issue_stage11 = 1'd0;
reg core_datapath_issue_stage12 = 1'd0;
reg core_datapath_issue_stage13 = 1'd0;
reg core_datapath_issue_stage14 = 1'd0;
reg core_datapath_issue_stage15 = 1'd0;
reg core_datapath_issue_stage16 = 1'd0;
reg core_datapath_issue_stage17 = 1'd0;
reg core_datapath_issue_stage18 = 1'd0;
reg core_datapath_issue_stage19 = 1'd0;
reg core_datapath_issue_stage20 = 1'd0;
reg core_datapath_issue_stage21 = 1'd0;
reg core_datapath_issue_stage22 = 1'd0;
reg core_datapath_issue_stage23 = 1'd0;
reg core_datapath_issue_stage24 = 1'd0;
wire [2:0] core_datapath_issue_group1;
wire core_datapath_issue_explicit1;
wire core_datapath_issue_column;
wire core_datapath_issue_slice;
wire core_datapath_issue_narrow0;
reg core_datapath_issue_held = 1'd0;
reg [1:0] core_datapath_issue_pause = 2'd0;
wire core_datapath_issue_issued1;
wire core_datapath_issue_taken1;
wire core_datapath_issue_scarce;
reg [10:0] core_datapath_issue_places = 11'd1024;
reg core_datapath_issue_issued_stage = 1'd0;
wire core_datapath_issue_go;
wire core_datapath_issue_closing;
wire core_datapath_issue_replay;
reg core_datapath_issue_full1 = 1'd0;
reg core_datapath_issue_narrow1 = 1'd0;
reg core_datapath_issue_tables = 1'd0;
reg [3:0] core_datapath_issue_block_loop_count = 4'd0;
wire core_datapath_issue_block_loop_begin;
wire core_datapath_issue_block_loop_step;
reg core_datapath_issue_block_loop_first = 1'd0;
reg core_datapath_issue_block_loop_last = 1'd0;
reg [2:0] core_datapath_issue_block_loop_left = 3'd0;
wire core_datapath_issue_block_loop_ends;
reg [2:0] core_datapath_issue_block_loop_others = 3'd0;
reg core_datapath_issue_block_loop_single = 1'd0;
reg [2:0] core_datapath_issue_slot = 3'd0;
reg [2:0] core_datapath_issue_lane = 3'd0;
wire core_datapath_issue_scaled;
reg [3:0] core_datapath_issue_block = 4'd0;
wire core_datapath_issue_ends1;
reg core_datapath_issue_used = 1'd0;
reg core_datapath_issue_self;
reg core_datapath_issue_stage25 = 1'd0;
reg core_datapath_issue_stage26 = 1'd0;
reg core_datapath_issue_stage27 = 1'd0;
reg core_datapath_issue_stage28 = 1'd0;
reg core_datapath_issue_stage29 = 1'd0;
reg core_datapath_issue_stage30 = 1'd0;
reg core_datapath_issue_stage31 = 1'd0;
reg core_datapath_issue_stage32 = 1'd0;
reg core_datapath_issue_stage33 = 1'd0;
reg core_datapath_issue_stage34 = 1'd0;
reg core_datapath_issue_stage35 = 1'd0;
wire [2:0] core_datapath_datapath_group;
wire core_datapath_datapath_explicit;
wire core_datapath_datapath_result;
reg [9:0] core_datapath_datapath_place0 = 10'd0;
reg core_datapath_datapath_record0_valid0 = 1'd0;
reg core_datapath_datapath_record0_first0 = 1'd0;
reg core_datapath_datapath_record0_last0 = 1'd0;
reg core_datapath_datapath_record0_bank0 = 1'd0;
reg [9:0] core_datapath_datapath_record0_column0 = 10'd0;
reg core_datapath_datapath_record0_clear0 = 1'd0;
reg core_datapath_datapath_record0_final0 = 1'd0;
reg [2:0] core_datapath_datapath_record0_slot0 = 3'd0;
reg [2:0] core_datapath_datapath_record0_lane0 = 3'd0;
reg core_datapath_datapath_record0_turn0 = 1'd0;
reg core_datapath_datapath_record1_valid0 = 1'd0;
reg core_datapath_datapath_record1_first0 = 1'd0;
reg core_datapath_datapath_record1_last0 = 1'd0;
reg core_datapath_datapath_record1_bank0 = 1'd0;
reg [9:0] core_datapath_datapath_record1_column0 = 10'd0;
reg core_datapath_datapath_record1_clear0 = 1'd0;
reg core_datapath_datapath_record1_final0 = 1'd0;
reg [2:0] core_datapath_datapath_record1_slot0 = 3'd0;
reg [2:0] core_datapath_datapath_record1_lane0 = 3'd0;
reg core_datapath_datapath_record1_turn0 = 1'd0;
reg core_datapath_datapath_record2_valid0 = 1'd0;
reg core_datapath_datapath_record2_first0 = 1'd0;
reg core_datapath_datapath_record2_last0 = 1'd0;
reg core_datapath_datapath_record2_bank0 = 1'd0;
reg [9:0] core_datapath_datapath_record2_column0 = 10'd0;
reg core_datapath_datapath_record2_clear0 = 1'd0;
reg core_datapath_datapath_record2_final0 = 1'd0;
reg [2:0] core_datapath_datapath_record2_slot0 = 3'd0;
reg [2:0] core_datapath_datapath_record2_lane0 = 3'd0;
reg core_datapath_datapath_record2_turn0 = 1'd0;
reg core_datapath_datapath_record3_valid0 = 1'd0;
reg core_datapath_datapath_record3_first0 = 1'd0;
reg core_datapath_datapath_record3_last0 = 1'd0;
reg core_datapath_datapath_record3_bank0 = 1'd0;
reg [9:0] core_datapath_datapath_record3_column0 = 10'd0;
reg core_datapath_datapath_record3_clear0 = 1'd0;
reg core_datapath_datapath_record3_final0 = 1'd0;
reg [2:0] core_datapath_datapath_record3_slot0 = 3'd0;
reg [2:0] core_datapath_datapath_record3_lane0 = 3'd0;
reg core_datapath_datapath_record3_turn0 = 1'd0;
reg core_datapath_datapath_record4_valid0 = 1'd0;
reg core_datapath_datapath_record4_first0 = 1'd0;
reg core_datapath_datapath_record4_last0 = 1'd0;
reg core_datapath_datapath_record4_bank0 = 1'd0;
reg [9:0] core_datapath_datapath_record4_column0 = 10'd0;
reg core_datapath_datapath_record4_clear0 = 1'd0;
reg core_datapath_datapath_record4_final0 = 1'd0;
reg [2:0] core_datapath_datapath_record4_slot0 = 3'd0;
reg [2:0] core_datapath_datapath_record4_lane0 = 3'd0;
reg core_datapath_datapath_record4_turn0 = 1'd0;
reg core_datapath_datapath_record0_valid1 = 1'd0;
reg core_datapath_datapath_record0_first1 = 1'd0;
reg core_datapath_datapath_record0_last1 = 1'd0;
reg [1:0] core_datapath_datapath_record0_piece = 2'd0;
reg [1:0] core_datapath_datapath_record0_other = 2'd0;
reg core_datapath_datapath_record0_turn1 = 1'd0;
reg core_datapath_datapath_record0_bank1 = 1'd0;
reg [9:0] core_datapath_datapath_record0_column1 = 10'd0;
reg core_datapath_datapath_record0_clear1 = 1'd0;
reg core_datapath_datapath_record0_final1 = 1'd0;
reg [2:0] core_datapath_datapath_record0_slot1 = 3'd0;
reg [2:0] core_datapath_datapath_record0_lane1 = 3'd0;
reg core_datapath_datapath_record1_valid1 = 1'd0;
reg core_datapath_datapath_record1_first1 = 1'd0;
reg core_datapath_datapath_record1_last1 = 1'd0;
reg [1:0] core_datapath_datapath_record1_piece = 2'd0;
reg [1:0] core_datapath_datapath_record1_other = 2'd0;
reg core_datapath_datapath_record1_turn1 = 1'd0;
reg core_datapath_datapath_record1_bank1 = 1'd0;
reg [9:0] core_datapath_datapath_record1_column1 = 10'd0;
reg core_datapath_datapath_record1_clear1 = 1'd0;
reg core_datapath_datapath_record1_final1 = 1'd0;
reg [2:0] core_datapath_datapath_record1_slot1 = 3'd0;
reg [2:0] core_datapath_datapath_record1_lane1 = 3'd0;
reg core_datapath_datapath_record2_valid1 = 1'd0;
reg core_datapath_datapath_record2_first1 = 1'd0;
reg core_datapath_datapath_record2_last1 = 1'd0;
reg [1:0] core_datapath_datapath_record2_piece = 2'd0;
reg [1:0] core_datapath_datapath_record2_other = 2'd0;
reg core_datapath_datapath_record2_turn1 = 1'd0;
reg core_datapath_datapath_record2_bank1 = 1'd0;
reg [9:0] core_datapath_datapath_record2_column1 = 10'd0;
reg core_datapath_datapath_record2_clear1 = 1'd0;
reg core_datapath_datapath_record2_final1 = 1'd0;
reg [2:0] core_datapath_datapath_record2_slot1 = 3'd0;
reg [2:0] core_datapath_datapath_record2_lane1 = 3'd0;
reg core_datapath_datapath_record3_valid1 = 1'd0;
reg core_datapath_datapath_record3_first1 = 1'd0;
reg core_datapath_datapath_record3_last1 = 1'd0;
reg [1:0] core_datapath_datapath_record3_piece = 2'd0;
reg [1:0] core_datapath_datapath_record3_other = 2'd0;
reg core_datapath_datapath_record3_turn1 = 1'd0;
reg core_datapath_datapath_record3_bank1 = 1'd0;
reg [9:0] core_datapath_datapath_record3_column1 = 10'd0;
reg core_datapath_datapath_record3_clear1 = 1'd0;
reg core_datapath_datapath_record3_final1 = 1'd0;
reg [2:0] core_datapath_datapath_record3_slot1 = 3'd0;
reg [2:0] core_datapath_datapath_record3_lane1 = 3'd0;
reg core_datapath_datapath_record4_valid1 = 1'd0;
reg core_datapath_datapath_record4_first1 = 1'd0;
reg core_datapath_datapath_record4_last1 = 1'd0;
reg [1:0] core_datapath_datapath_record4_piece = 2'd0;
reg [1:0] core_datapath_datapath_record4_other = 2'd0;
reg core_datapath_datapath_record4_turn1 = 1'd0;
reg core_datapath_datapath_record4_bank1 = 1'd0;
reg [9:0] core_datapath_datapath_record4_column1 = 10'd0;
reg core_datapath_datapath_record4_clear1 = 1'd0;
reg core_datapath_datapath_record4_final1 = 1'd0;
reg [2:0] core_datapath_datapath_record4_slot1 = 3'd0;
reg [2:0] core_datapath_datapath_record4_lane1 = 3'd0;
reg core_datapath_datapath_record5_valid = 1'd0;
reg core_datapath_datapath_record5_first = 1'd0;
reg core_datapath_datapath_record5_last = 1'd0;
reg [1:0] core_datapath_datapath_record5_piece = 2'd0;
reg [1:0] core_datapath_datapath_record5_other = 2'd0;
reg core_datapath_datapath_record5_turn = 1'd0;
reg core_datapath_datapath_record5_bank = 1'd0;
reg [9:0] core_datapath_datapath_record5_column = 10'd0;
reg core_datapath_datapath_record5_clear = 1'd0;
reg core_datapath_datapath_record5_final = 1'd0;
reg [2:0] core_datapath_datapath_record5_slot = 3'd0;
reg [2:0] core_datapath_datapath_record5_lane = 3'd0;
reg core_datapath_datapath_record6_valid = 1'd0;
reg core_datapath_datapath_record6_first = 1'd0;
reg core_datapath_datapath_record6_last = 1'd0;
reg [1:0] core_datapath_datapath_record6_piece = 2'd0;
reg [1:0] core_datapath_datapath_record6_other = 2'd0;
reg core_datapath_datapath_record6_turn = 1'd0;
reg core_datapath_datapath_record6_bank = 1'd0;
reg [9:0] core_datapath_datapath_record6_column = 10'd0;
reg core_datapath_datapath_record6_clear = 1'd0;
reg core_datapath_datapath_record6_final = 1'd0;
reg [2:0] core_datapath_datapath_record6_slot = 3'd0;
reg [2:0] core_datapath_datapath_record6_lane = 3'd0;
reg core_datapath_datapath_record7_valid = 1'd0;
reg core_datapath_datapath_record7_first = 1'd0;
reg core_datapath_datapath_record7_last = 1'd0;
reg [1:0] core_datapath_datapath_record7_piece = 2'd0;
reg [1:0] core_datapath_datapath_record7_other = 2'd0;
reg core_datapath_datapath_record7_turn = 1'd0;
reg core_datapath_datapath_record7_bank = 1'd0;
reg [9:0] core_datapath_datapath_record7_column = 10'd0;
reg core_datapath_datapath_record7_clear = 1'd0;
reg core_datapath_datapath_record7_final = 1'd0;
reg [2:0] core_datapath_datapath_record7_slot = 3'd0;
reg [2:0] core_datapath_datapath_record7_lane = 3'd0;
reg core_datapath_datapath_record8_valid = 1'd0;
reg core_datapath_datapath_record8_first = 1'd0;
reg core_datapath_datapath_record8_last = 1'd0;
reg [1:0] core_datapath_datapath_record8_piece = 2'd0;
reg [1:0] core_datapath_datapath_record8_other = 2'd0;
reg core_datapath_datapath_record8_turn = 1'd0;
reg core_datapath_datapath_record8_bank = 1'd0;
reg [9:0] core_datapath_datapath_record8_column = 10'd0;
reg core_datapath_datapath_record8_clear = 1'd0;
reg core_datapath_datapath_record8_final = 1'd0;
reg [2:0] core_datapath_datapath_record8_slot = 3'd0;
reg [2:0] core_datapath_datapath_record8_lane = 3'd0;
reg core_datapath_datapath_record9_valid = 1'd0;
reg core_datapath_datapath_record9_first = 1'd0;
reg core_datapath_datapath_record9_last = 1'd0;
reg [1:0] core_datapath_datapath_record9_piece = 2'd0;
reg [1:0] core_datapath_datapath_record9_other = 2'd0;
reg core_datapath_datapath_record9_turn = 1'd0;
reg core_datapath_datapath_record9_bank = 1'd0;
reg [9:0] core_datapath_datapath_record9_column = 10'd0;
reg core_datapath_datapath_record9_clear = 1'd0;
reg core_datapath_datapath_record9_final = 1'd0;
reg [2:0] core_datapath_datapath_record9_slot = 3'd0;
reg [2:0] core_datapath_datapath_record9_lane = 3'd0;
reg core_datapath_datapath_record10_valid = 1'd0;
reg core_datapath_datapath_record10_first = 1'd0;
reg core_datapath_datapath_record10_last = 1'd0;
reg [1:0] core_datapath_datapath_record10_piece = 2'd0;
reg [1:0] core_datapath_datapath_record10_other = 2'd0;
reg core_datapath_datapath_record10_turn = 1'd0;
reg core_datapath_datapath_record10_bank = 1'd0;
reg [9:0] core_datapath_datapath_record10_column = 10'd0;
reg core_datapath_datapath_record10_clear = 1'd0;
reg core_datapath_datapath_record10_final = 1'd0;
reg [2:0] core_datapath_datapath_record10_slot = 3'd0;
reg [2:0] core_datapath_datapath_record10_lane = 3'd0;
reg core_datapath_datapath_record11_valid = 1'd0;
reg core_datapath_datapath_record11_first = 1'd0;
reg core_datapath_datapath_record11_last = 1'd0;
reg [1:0] core_datapath_datapath_record11_piece = 2'd0;
reg [1:0] core_datapath_datapath_record11_other = 2'd0;
reg core_datapath_datapath_record11_turn = 1'd0;
reg core_datapath_datapath_record11_bank = 1'd0;
reg [9:0] core_datapath_datapath_record11_column = 10'd0;
reg core_datapath_datapath_record11_clear = 1'd0;
reg core_datapath_datapath_record11_final = 1'd0;
reg [2:0] core_datapath_datapath_record11_slot = 3'd0;
reg [2:0] core_datapath_datapath_record11_lane = 3'd0;
reg [3:0] core_datapath_datapath_mine0;
wire core_datapath_datapath_two;
reg [1:0] core_datapath_datapath_partner;
wire [1:0] core_datapath_datapath_count;
wire core_datapath_datapath_twice;
wire [3:0] core_datapath_datapath_lanes;
reg [3:0] core_datapath_datapath_mine1 = 4'd0;
reg core_datapath_datapath_stage = 1'd0;
reg core_datapath_datapath_late_valid = 1'd0;
reg [1:0] core_datapath_datapath_late_we = 2'd0;
reg core_datapath_datapath_late_bank = 1'd0;
reg [3:0] core_datapath_datapath_late_segments = 4'd0;
reg [4:0] core_datapath_datapath_late_address = 5'd0;
reg [63:0] core_datapath_datapath_late_data = 64'd0;
reg [127:0] core_datapath_datapath_replay_word;
wire [1:0] core_datapath_datapath_replay_keep;
wire [2:0] core_datapath_datapath_replay_writer_adr;
wire [127:0] core_datapath_datapath_replay_writer_dat_r;
wire core_datapath_datapath_replay_writer_we;
wire [127:0] core_datapath_datapath_replay_writer_dat_w;
wire [2:0] core_datapath_datapath_replay_reader_adr;
wire [127:0] core_datapath_datapath_replay_reader_dat_r;
reg [4:0] core_datapath_datapath_addresses0 = 5'd0;
reg [4:0] core_datapath_datapath_addresses1 = 5'd0;
reg [4:0] core_datapath_datapath_addresses2 = 5'd0;
reg [4:0] core_datapath_datapath_addresses3 = 5'd0;
reg [4:0] core_datapath_datapath_addresses4 = 5'd0;
reg [4:0] core_datapath_datapath_addresses5 = 5'd0;
reg [4:0] core_datapath_datapath_addresses6 = 5'd0;
reg [4:0] core_datapath_datapath_addresses7 = 5'd0;
reg [4:0] core_datapath_datapath_addresses8 = 5'd0;
reg [4:0] core_datapath_datapath_addresses9 = 5'd0;
reg [4:0] core_datapath_datapath_addresses10 = 5'd0;
reg [4:0] core_datapath_datapath_addresses11 = 5'd0;
reg [4:0] core_datapath_datapath_addresses12 = 5'd0;
reg [4:0] core_datapath_datapath_addresses13 = 5'd0;
reg [4:0] core_datapath_datapath_addresses14 = 5'd0;
reg [4:0] core_datapath_datapath_addresses15 = 5'd0;
reg [4:0] core_datapath_datapath_addresses16 = 5'd0;
reg [4:0] core_datapath_datapath_addresses17 = 5'd0;
reg [4:0] core_datapath_datapath_addresses18 = 5'd0;
reg [4:0] core_datapath_datapath_addresses19 = 5'd0;
reg [4:0] core_datapath_datapath_addresses20 = 5'd0;
reg [4:0] core_datapath_datapath_addresses21 = 5'd0;
reg [4:0] core_datapath_datapath_addresses22 = 5'd0;
reg [4:0] core_datapath_datapath_addresses23 = 5'd0;
reg [4:0] core_datapath_datapath_addresses24 = 5'd0;
reg [4:0] core_datapath_datapath_addresses25 = 5'd0;
reg [4:0] core_datapath_datapath_addresses26 = 5'd0;
reg [4:0] core_datapath_datapath_addresses27 = 5'd0;
reg core_datapath_datapath_signs0 = 1'd0;
reg core_datapath_datapath_signs1 = 1'd0;
reg core_datapath_datapath_signs2 = 1'd0;
reg core_datapath_datapath_signs3 = 1'd0;
reg core_datapath_datapath_signs4 = 1'd0;
reg core_datapath_datapath_signs5 = 1'd0;
reg core_datapath_datapath_signs6 = 1'd0;
reg core_datapath_datapath_signs7 = 1'd0;
reg core_datapath_datapath_signs8 = 1'd0;
reg core_datapath_datapath_signs9 = 1'd0;
reg core_datapath_datapath_signs10 = 1'd0;
reg core_datapath_datapath_signs11 = 1'd0;
reg core_datapath_datapath_signs12 = 1'd0;
reg core_datapath_datapath_signs13 = 1'd0;
reg core_datapath_datapath_signs14 = 1'd0;
reg core_datapath_datapath_signs15 = 1'd0;
reg core_datapath_datapath_signs16 = 1'd0;
reg core_datapath_datapath_signs17 = 1'd0;
reg core_datapath_datapath_signs18 = 1'd0;
reg core_datapath_datapath_signs19 = 1'd0;
reg core_datapath_datapath_signs20 = 1'd0;
reg core_datapath_datapath_signs21 = 1'd0;
reg core_datapath_datapath_signs22 = 1'd0;
reg core_datapath_datapath_signs23 = 1'd0;
reg core_datapath_datapath_signs24 = 1'd0;
reg core_datapath_datapath_signs25 = 1'd0;
reg core_datapath_datapath_signs26 = 1'd0;
reg core_datapath_datapath_signs27 = 1'd0;
wire core_datapath_datapath_scale_we;
wire [2:0] core_datapath_datapath_scale_slot;
reg [127:0] core_datapath_datapath_scale_data = 128'd0;
reg signed [15:0] core_datapath_datapath_scale_scale = 16'sd0;
reg signed [15:0] core_datapath_datapath_scale_other = 16'sd0;
wire [2:0] core_datapath_datapath_scale_writer_adr;
wire [127:0] core_datapath_datapath_scale_writer_dat_r;
wire core_datapath_datapath_scale_writer_we;
wire [127:0] core_datapath_datapath_scale_writer_dat_w;
wire [2:0] core_datapath_datapath_scale_reader_adr;
wire [127:0] core_datapath_datapath_scale_reader_dat_r;
reg [127:0] core_datapath_datapath_scale_word = 128'd0;
wire [9:0] core_datapath_datapath_place1;
reg core_datapath_datapath_row_enable0 = 1'd0;
reg core_datapath_datapath_adder_enable0 = 1'd0;
reg core_datapath_datapath_adder_enable1 = 1'd0;
reg core_datapath_datapath_adder_enable2 = 1'd0;
reg core_datapath_datapath_rowparameters0_two = 1'd0;
reg signed [22:0] core_datapath_datapath_rowparameters0_subtract0 = 23'sd0;
reg signed [22:0] core_datapath_datapath_rowparameters0_subtract1 = 23'sd0;
wire [1:0] core_datapath_datapath_rowparameters0_coarse0;
wire [1:0] core_datapath_datapath_rowparameters0_coarse1;
reg [2:0] core_datapath_datapath_rowparameters0_fine0 = 3'd0;
reg [2:0] core_datapath_datapath_rowparameters0_fine1 = 3'd0;
wire [2:0] core_datapath_datapath_rowparameters0_first_writer_adr;
wire [27:0] core_datapath_datapath_rowparameters0_first_writer_dat_r;
wire core_datapath_datapath_rowparameters0_first_writer_we;
wire [27:0] core_datapath_datapath_rowparameters0_first_writer_dat_w;
wire [2:0] core_datapath_datapath_rowparameters0_first_reader_adr;
wire [27:0] core_datapath_datapath_rowparameters0_first_reader_dat_r;
wire [2:0] core_datapath_datapath_rowparameters0_other_writer_adr;
wire [22:0] core_datapath_datapath_rowparameters0_other_writer_dat_r;
wire core_datapath_datapath_rowparameters0_other_writer_we;
wire [22:0] core_datapath_datapath_rowparameters0_other_writer_dat_w;
wire [2:0] core_datapath_datapath_rowparameters0_other_reader_adr;
wire [22:0] core_datapath_datapath_rowparameters0_other_reader_dat_r;
reg [4:0] core_datapath_datapath_rowparameters0_stage = 5'd0;
reg [4:0] core_datapath_datapath_rowparameters0_now0 = 5'd0;
reg [4:0] core_datapath_datapath_rowparameters0_now1 = 5'd0;
wire core_datapath_datapath_lookuprow0_we0;
wire [4:0] core_datapath_datapath_lookuprow0_memory0_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory0_dat_r;
wire core_datapath_datapath_lookuprow0_memory0_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory0_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read0;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry0 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory1_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory1_dat_r;
wire core_datapath_datapath_lookuprow0_memory1_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory1_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read1;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry1 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory2_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory2_dat_r;
wire core_datapath_datapath_lookuprow0_memory2_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory2_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read2;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry2 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory3_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory3_dat_r;
wire core_datapath_datapath_lookuprow0_memory3_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory3_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read3;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry3 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory4_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory4_dat_r;
wire core_datapath_datapath_lookuprow0_memory4_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory4_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read4;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry4 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory5_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory5_dat_r;
wire core_datapath_datapath_lookuprow0_memory5_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory5_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read5;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry5 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory6_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory6_dat_r;
wire core_datapath_datapath_lookuprow0_memory6_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory6_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read6;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry6 = 8'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total0 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total1 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total2 = 9'sd0;
reg signed [7:0] core_datapath_datapath_lookuprow0_total3 = 8'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow0_total4 = 10'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow0_total5 = 10'sd0;
reg signed [10:0] core_datapath_datapath_lookuprow0_total6 = 11'sd0;
wire core_datapath_datapath_lookuprow0_we1;
wire [4:0] core_datapath_datapath_lookuprow0_memory7_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory7_dat_r;
wire core_datapath_datapath_lookuprow0_memory7_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory7_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read7;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry7 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory8_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory8_dat_r;
wire core_datapath_datapath_lookuprow0_memory8_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory8_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read8;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry8 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory9_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory9_dat_r;
wire core_datapath_datapath_lookuprow0_memory9_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory9_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read9;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry9 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory10_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory10_dat_r;
wire core_datapath_datapath_lookuprow0_memory10_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory10_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read10;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry10 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory11_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory11_dat_r;
wire core_datapath_datapath_lookuprow0_memory11_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory11_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read11;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry11 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory12_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory12_dat_r;
wire core_datapath_datapath_lookuprow0_memory12_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory12_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read12;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry12 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory13_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory13_dat_r;
wire core_datapath_datapath_lookuprow0_memory13_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory13_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read13;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry13 = 8'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total7 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total8 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total9 = 9'sd0;
reg signed [7:0] core_datapath_datapath_lookuprow0_total10 = 8'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow0_total11 = 10'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow0_total12 = 10'sd0;
reg signed [10:0] core_datapath_datapath_lookuprow0_total13 = 11'sd0;
wire core_datapath_datapath_lookuprow0_we2;
wire [4:0] core_datapath_datapath_lookuprow0_memory14_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory14_dat_r;
wire core_datapath_datapath_lookuprow0_memory14_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory14_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read14;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry14 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory15_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory15_dat_r;
wire core_datapath_datapath_lookuprow0_memory15_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory15_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read15;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry15 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory16_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory16_dat_r;
wire core_datapath_datapath_lookuprow0_memory16_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory16_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read16;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry16 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory17_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory17_dat_r;
wire core_datapath_datapath_lookuprow0_memory17_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory17_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read17;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry17 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory18_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory18_dat_r;
wire core_datapath_datapath_lookuprow0_memory18_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory18_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read18;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry18 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory19_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory19_dat_r;
wire core_datapath_datapath_lookuprow0_memory19_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory19_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read19;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry19 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory20_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory20_dat_r;
wire core_datapath_datapath_lookuprow0_memory20_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory20_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read20;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry20 = 8'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total14 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total15 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total16 = 9'sd0;
reg signed [7:0] core_datapath_datapath_lookuprow0_total17 = 8'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow0_total18 = 10'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow0_total19 = 10'sd0;
reg signed [10:0] core_datapath_datapath_lookuprow0_total20 = 11'sd0;
wire core_datapath_datapath_lookuprow0_we3;
wire [4:0] core_datapath_datapath_lookuprow0_memory21_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory21_dat_r;
wire core_datapath_datapath_lookuprow0_memory21_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory21_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read21;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry21 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory22_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory22_dat_r;
wire core_datapath_datapath_lookuprow0_memory22_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory22_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read22;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry22 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory23_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory23_dat_r;
wire core_datapath_datapath_lookuprow0_memory23_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory23_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read23;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry23 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory24_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory24_dat_r;
wire core_datapath_datapath_lookuprow0_memory24_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory24_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read24;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry24 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory25_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory25_dat_r;
wire core_datapath_datapath_lookuprow0_memory25_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory25_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read25;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry25 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory26_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory26_dat_r;
wire core_datapath_datapath_lookuprow0_memory26_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory26_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read26;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry26 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow0_memory27_adr;
wire [7:0] core_datapath_datapath_lookuprow0_memory27_dat_r;
wire core_datapath_datapath_lookuprow0_memory27_we;
wire [7:0] core_datapath_datapath_lookuprow0_memory27_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow0_read27;
reg signed [7:0] core_datapath_datapath_lookuprow0_entry27 = 8'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total21 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total22 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow0_total23 = 9'sd0;
reg signed [7:0] core_datapath_datapath_lookuprow0_total24 = 8'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow0_total25 = 10'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow0_total26 = 10'sd0;
reg signed [10:0] core_datapath_datapath_lookuprow0_total27 = 11'sd0;
reg signed [31:0] core_datapath_datapath_rowepilogue0_result = 32'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue0_combined0 = 19'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue0_keep0 = 19'sd0;
wire [6:0] core_datapath_datapath_rowepilogue0_lower0;
wire signed [11:0] core_datapath_datapath_rowepilogue0_upper0;
reg signed [18:0] core_datapath_datapath_rowepilogue0_combined1 = 19'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue0_keep1 = 19'sd0;
wire [6:0] core_datapath_datapath_rowepilogue0_lower1;
wire signed [11:0] core_datapath_datapath_rowepilogue0_upper1;
reg signed [18:0] core_datapath_datapath_rowepilogue0_combined2 = 19'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue0_keep2 = 19'sd0;
wire [6:0] core_datapath_datapath_rowepilogue0_lower2;
wire signed [11:0] core_datapath_datapath_rowepilogue0_upper2;
reg signed [18:0] core_datapath_datapath_rowepilogue0_combined3 = 19'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue0_keep3 = 19'sd0;
wire [6:0] core_datapath_datapath_rowepilogue0_lower3;
wire signed [11:0] core_datapath_datapath_rowepilogue0_upper3;
reg [3:0] core_datapath_datapath_rowepilogue0_mine = 4'd0;
reg signed [21:0] core_datapath_datapath_rowepilogue0_pairs0 = 22'sd0;
reg signed [21:0] core_datapath_datapath_rowepilogue0_pairs1 = 22'sd0;
reg signed [21:0] core_datapath_datapath_rowepilogue0_totals0 = 22'sd0;
reg signed [21:0] core_datapath_datapath_rowepilogue0_totals1 = 22'sd0;
wire signed [22:0] core_datapath_datapath_rowepilogue0_difference0;
reg signed [22:0] core_datapath_datapath_rowepilogue0_enabled0 = 23'sd0;
reg signed [22:0] core_datapath_datapath_rowepilogue0_self0 = 23'sd0;
reg signed [17:0] core_datapath_datapath_rowepilogue0_fine0 = 18'sd0;
reg signed [33:0] core_datapath_datapath_rowepilogue0_keep4 = 34'sd0;
reg signed [33:0] core_datapath_datapath_rowepilogue0_multiplier0_product = 34'sd0;
reg signed [17:0] core_datapath_datapath_rowepilogue0_multiplier0_operands0 = 18'sd0;
reg signed [15:0] core_datapath_datapath_rowepilogue0_multiplier0_operands1 = 16'sd0;
wire signed [22:0] core_datapath_datapath_rowepilogue0_difference1;
reg signed [22:0] core_datapath_datapath_rowepilogue0_enabled1 = 23'sd0;
reg signed [22:0] core_datapath_datapath_rowepilogue0_self1 = 23'sd0;
reg signed [17:0] core_datapath_datapath_rowepilogue0_fine1 = 18'sd0;
reg signed [33:0] core_datapath_datapath_rowepilogue0_keep5 = 34'sd0;
reg signed [33:0] core_datapath_datapath_rowepilogue0_multiplier1_product = 34'sd0;
reg signed [17:0] core_datapath_datapath_rowepilogue0_multiplier1_operands0 = 18'sd0;
reg signed [15:0] core_datapath_datapath_rowepilogue0_multiplier1_operands1 = 16'sd0;
reg signed [34:0] core_datapath_datapath_rowepilogue0_both = 35'sd0;
reg signed [37:0] core_datapath_datapath_rowepilogue0_summed = 38'sd0;
reg signed [31:0] core_datapath_datapath_rowepilogue0_new = 32'sd0;
wire core_datapath_datapath_rowepilogue0_write;
wire [9:0] core_datapath_datapath_rowepilogue0_old_reader_adr;
wire [31:0] core_datapath_datapath_rowepilogue0_old_reader_dat_r;
wire [9:0] core_datapath_datapath_rowepilogue0_old_writer_adr;
wire [31:0] core_datapath_datapath_rowepilogue0_old_writer_dat_r;
wire core_datapath_datapath_rowepilogue0_old_writer_we;
wire [31:0] core_datapath_datapath_rowepilogue0_old_writer_dat_w;
wire [9:0] core_datapath_datapath_rowepilogue0_ready_reader_adr;
wire [31:0] core_datapath_datapath_rowepilogue0_ready_reader_dat_r;
wire [9:0] core_datapath_datapath_rowepilogue0_ready_writer_adr;
wire [31:0] core_datapath_datapath_rowepilogue0_ready_writer_dat_r;
wire core_datapath_datapath_rowepilogue0_ready_writer_we;
wire [31:0] core_datapath_datapath_rowepilogue0_ready_writer_dat_w;
reg [31:0] core_datapath_datapath_rowepilogue0_stage = 32'd0;
reg core_datapath_datapath_row_enable1 = 1'd0;
reg core_datapath_datapath_adder_enable3 = 1'd0;
reg core_datapath_datapath_adder_enable4 = 1'd0;
reg core_datapath_datapath_adder_enable5 = 1'd0;
reg core_datapath_datapath_rowparameters1_two = 1'd0;
reg signed [22:0] core_datapath_datapath_rowparameters1_subtract0 = 23'sd0;
reg signed [22:0] core_datapath_datapath_rowparameters1_subtract1 = 23'sd0;
wire [1:0] core_datapath_datapath_rowparameters1_coarse0;
wire [1:0] core_datapath_datapath_rowparameters1_coarse1;
reg [2:0] core_datapath_datapath_rowparameters1_fine0 = 3'd0;
reg [2:0] core_datapath_datapath_rowparameters1_fine1 = 3'd0;
wire [2:0] core_datapath_datapath_rowparameters1_first_writer_adr;
wire [27:0] core_datapath_datapath_rowparameters1_first_writer_dat_r;
wire core_datapath_datapath_rowparameters1_first_writer_we;
wire [27:0] core_datapath_datapath_rowparameters1_first_writer_dat_w;
wire [2:0] core_datapath_datapath_rowparameters1_first_reader_adr;
wire [27:0] core_datapath_datapath_rowparameters1_first_reader_dat_r;
wire [2:0] core_datapath_datapath_rowparameters1_other_writer_adr;
wire [22:0] core_datapath_datapath_rowparameters1_other_writer_dat_r;
wire core_datapath_datapath_rowparameters1_other_writer_we;
wire [22:0] core_datapath_datapath_rowparameters1_other_writer_dat_w;
wire [2:0] core_datapath_datapath_rowparameters1_other_reader_adr;
wire [22:0] core_datapath_datapath_rowparameters1_other_reader_dat_r;
reg [4:0] core_datapath_datapath_rowparameters1_stage = 5'd0;
reg [4:0] core_datapath_datapath_rowparameters1_now0 = 5'd0;
reg [4:0] core_datapath_datapath_rowparameters1_now1 = 5'd0;
wire core_datapath_datapath_lookuprow1_we0;
wire [4:0] core_datapath_datapath_lookuprow1_memory28_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory28_dat_r;
wire core_datapath_datapath_lookuprow1_memory28_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory28_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read0;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry0 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory29_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory29_dat_r;
wire core_datapath_datapath_lookuprow1_memory29_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory29_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read1;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry1 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory30_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory30_dat_r;
wire core_datapath_datapath_lookuprow1_memory30_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory30_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read2;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry2 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory31_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory31_dat_r;
wire core_datapath_datapath_lookuprow1_memory31_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory31_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read3;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry3 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory32_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory32_dat_r;
wire core_datapath_datapath_lookuprow1_memory32_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory32_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read4;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry4 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory33_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory33_dat_r;
wire core_datapath_datapath_lookuprow1_memory33_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory33_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read5;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry5 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory34_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory34_dat_r;
wire core_datapath_datapath_lookuprow1_memory34_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory34_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read6;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry6 = 8'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total0 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total1 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total2 = 9'sd0;
reg signed [7:0] core_datapath_datapath_lookuprow1_total3 = 8'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow1_total4 = 10'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow1_total5 = 10'sd0;
reg signed [10:0] core_datapath_datapath_lookuprow1_total6 = 11'sd0;
wire core_datapath_datapath_lookuprow1_we1;
wire [4:0] core_datapath_datapath_lookuprow1_memory35_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory35_dat_r;
wire core_datapath_datapath_lookuprow1_memory35_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory35_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read7;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry7 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory36_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory36_dat_r;
wire core_datapath_datapath_lookuprow1_memory36_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory36_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read8;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry8 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory37_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory37_dat_r;
wire core_datapath_datapath_lookuprow1_memory37_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory37_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read9;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry9 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory38_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory38_dat_r;
wire core_datapath_datapath_lookuprow1_memory38_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory38_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read10;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry10 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory39_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory39_dat_r;
wire core_datapath_datapath_lookuprow1_memory39_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory39_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read11;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry11 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory40_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory40_dat_r;
wire core_datapath_datapath_lookuprow1_memory40_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory40_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read12;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry12 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory41_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory41_dat_r;
wire core_datapath_datapath_lookuprow1_memory41_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory41_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read13;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry13 = 8'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total7 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total8 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total9 = 9'sd0;
reg signed [7:0] core_datapath_datapath_lookuprow1_total10 = 8'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow1_total11 = 10'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow1_total12 = 10'sd0;
reg signed [10:0] core_datapath_datapath_lookuprow1_total13 = 11'sd0;
wire core_datapath_datapath_lookuprow1_we2;
wire [4:0] core_datapath_datapath_lookuprow1_memory42_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory42_dat_r;
wire core_datapath_datapath_lookuprow1_memory42_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory42_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read14;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry14 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory43_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory43_dat_r;
wire core_datapath_datapath_lookuprow1_memory43_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory43_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read15;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry15 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory44_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory44_dat_r;
wire core_datapath_datapath_lookuprow1_memory44_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory44_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read16;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry16 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory45_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory45_dat_r;
wire core_datapath_datapath_lookuprow1_memory45_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory45_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read17;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry17 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory46_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory46_dat_r;
wire core_datapath_datapath_lookuprow1_memory46_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory46_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read18;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry18 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory47_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory47_dat_r;
wire core_datapath_datapath_lookuprow1_memory47_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory47_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read19;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry19 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory48_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory48_dat_r;
wire core_datapath_datapath_lookuprow1_memory48_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory48_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read20;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry20 = 8'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total14 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total15 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total16 = 9'sd0;
reg signed [7:0] core_datapath_datapath_lookuprow1_total17 = 8'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow1_total18 = 10'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow1_total19 = 10'sd0;
reg signed [10:0] core_datapath_datapath_lookuprow1_total20 = 11'sd0;
wire core_datapath_datapath_lookuprow1_we3;
wire [4:0] core_datapath_datapath_lookuprow1_memory49_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory49_dat_r;
wire core_datapath_datapath_lookuprow1_memory49_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory49_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read21;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry21 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory50_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory50_dat_r;
wire core_datapath_datapath_lookuprow1_memory50_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory50_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read22;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry22 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory51_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory51_dat_r;
wire core_datapath_datapath_lookuprow1_memory51_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory51_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read23;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry23 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory52_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory52_dat_r;
wire core_datapath_datapath_lookuprow1_memory52_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory52_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read24;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry24 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory53_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory53_dat_r;
wire core_datapath_datapath_lookuprow1_memory53_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory53_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read25;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry25 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory54_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory54_dat_r;
wire core_datapath_datapath_lookuprow1_memory54_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory54_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read26;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry26 = 8'sd0;
wire [4:0] core_datapath_datapath_lookuprow1_memory55_adr;
wire [7:0] core_datapath_datapath_lookuprow1_memory55_dat_r;
wire core_datapath_datapath_lookuprow1_memory55_we;
wire [7:0] core_datapath_datapath_lookuprow1_memory55_dat_w;
wire signed [7:0] core_datapath_datapath_lookuprow1_read27;
reg signed [7:0] core_datapath_datapath_lookuprow1_entry27 = 8'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total21 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total22 = 9'sd0;
reg signed [8:0] core_datapath_datapath_lookuprow1_total23 = 9'sd0;
reg signed [7:0] core_datapath_datapath_lookuprow1_total24 = 8'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow1_total25 = 10'sd0;
reg signed [9:0] core_datapath_datapath_lookuprow1_total26 = 10'sd0;
reg signed [10:0] core_datapath_datapath_lookuprow1_total27 = 11'sd0;
reg signed [31:0] core_datapath_datapath_rowepilogue1_result = 32'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue1_combined0 = 19'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue1_keep0 = 19'sd0;
wire [6:0] core_datapath_datapath_rowepilogue1_lower0;
wire signed [11:0] core_datapath_datapath_rowepilogue1_upper0;
reg signed [18:0] core_datapath_datapath_rowepilogue1_combined1 = 19'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue1_keep1 = 19'sd0;
wire [6:0] core_datapath_datapath_rowepilogue1_lower1;
wire signed [11:0] core_datapath_datapath_rowepilogue1_upper1;
reg signed [18:0] core_datapath_datapath_rowepilogue1_combined2 = 19'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue1_keep2 = 19'sd0;
wire [6:0] core_datapath_datapath_rowepilogue1_lower2;
wire signed [11:0] core_datapath_datapath_rowepilogue1_upper2;
reg signed [18:0] core_datapath_datapath_rowepilogue1_combined3 = 19'sd0;
reg signed [18:0] core_datapath_datapath_rowepilogue1_keep3 = 19'sd0;
wire [6:0] core_datapath_datapath_rowepilogue1_lower3;
wire signed [11:0] core_datapath_datapath_rowepilogue1_upper3;
reg [3:0] core_datapath_datapath_rowepilogue1_mine = 4'd0;
reg signed [21:0] core_datapath_datapath_rowepilogue1_pairs0 = 22'sd0;
reg signed [21:0] core_datapath_datapath_rowepilogue1_pairs1 = 22'sd0;
reg signed [21:0] core_datapath_datapath_rowepilogue1_totals0 = 22'sd0;
reg signed [21:0] core_datapath_datapath_rowepilogue1_totals1 = 22'sd0;
wire signed [22:0] core_datapath_datapath_rowepilogue1_difference0;
reg signed [22:0] core_datapath_datapath_rowepilogue1_enabled0 = 23'sd0;
reg signed [22:0] core_datapath_datapath_rowepilogue1_self0 = 23'sd0;
reg signed [17:0] core_datapath_datapath_rowepilogue1_fine0 = 18'sd0;
reg signed [33:0] core_datapath_datapath_rowepilogue1_keep4 = 34'sd0;
reg signed [33:0] core_datapath_datapath_rowepilogue1_multiplier2_product = 34'sd0;
reg signed [17:0] core_datapath_datapath_rowepilogue1_multiplier2_operands0 = 18'sd0;
reg signed [15:0] core_datapath_datapath_rowepilogue1_multiplier2_operands1 = 16'sd0;
wire signed [22:0] core_datapath_datapath_rowepilogue1_difference1;
reg signed [22:0] core_datapath_datapath_rowepilogue1_enabled1 = 23'sd0;
reg signed [22:0] core_datapath_datapath_rowepilogue1_self1 = 23'sd0;
reg signed [17:0] core_datapath_datapath_rowepilogue1_fine1 = 18'sd0;
reg signed [33:0] core_datapath_datapath_rowepilogue1_keep5 = 34'sd0;
reg signed [33:0] core_datapath_datapath_rowepilogue1_multiplier3_product = 34'sd0;
reg signed [17:0] core_datapath_datapath_rowepilogue1_multiplier3_operands0 = 18'sd0;
reg signed [15:0] core_datapath_datapath_rowepilogue1_multiplier3_operands1 = 16'sd0;
reg signed [34:0] core_datapath_datapath_rowepilogue1_both = 35'sd0;
reg signed [37:0] core_datapath_datapath_rowepilogue1_summed = 38'sd0;
reg signed [31:0] core_datapath_datapath_rowepilogue1_new = 32'sd0;
wire core_datapath_datapath_rowepilogue1_write;
wire [9:0] core_datapath_datapath_rowepilogue1_old_reader_adr;
wire [31:0] core_datapath_datapath_rowepilogue1_old_reader_dat_r;
wire [9:0] core_datapath_datapath_rowepilogue1_old_writer_adr;
wire [31:0] core_datapath_datapath_rowepilogue1_old_writer_dat_r;
wire core_datapath_datapath_rowepilogue1_old_writer_we;
wire [31:0] core_datapath_datapath_rowepilogue1_old_writer_dat_w;
wire [9:0] core_datapath_datapath_rowepilogue1_ready_reader_adr;
wire [31:0] core_datapath_datapath_rowepilogue1_ready_reader_dat_r;
wire [9:0] core_datapath_datapath_rowepilogue1_ready_writer_adr;
wire [31:0] core_datapath_datapath_rowepilogue1_ready_writer_dat_r;
wire core_datapath_datapath_rowepilogue1_ready_writer_we;
wire [31:0] core_datapath_datapath_rowepilogue1_ready_writer_dat_w;
reg [31:0] core_datapath_datapath_rowepilogue1_stage = 32'd0;
wire core_datapath_datapath_drain_start;
wire [23:0] core_datapath_datapath_drain_columns;
wire [7:0] core_datapath_datapath_drain_rows0;
wire core_datapath_datapath_drain_written;
reg [9:0] core_datapath_datapath_drain_place = 10'd0;
wire core_datapath_datapath_drain_taken;
wire core_datapath_datapath_drain_busy;
reg core_datapath_datapath_drain_source_valid = 1'd0;
wire core_datapath_datapath_drain_source_ready;
reg core_datapath_datapath_drain_source_first = 1'd0;
reg core_datapath_datapath_drain_source_last = 1'd0;
wire [127:0] core_datapath_datapath_drain_source_payload_data;
wire core_datapath_datapath_drain_hold0;
wire core_datapath_datapath_drain_index;
reg core_datapath_datapath_drain_quad = 1'd0;
reg core_datapath_datapath_drain_group = 1'd0;
wire core_datapath_datapath_drain;
wire core_datapath_datapath_drain_last_group;
reg core_datapath_datapath_drain_active = 1'd0;
reg core_datapath_datapath_drain_padding = 1'd0;
wire core_datapath_datapath_drain_step0;
reg [7:0] core_datapath_datapath_drain_rows1 = 8'd0;
wire core_datapath_datapath_drain_ends0;
reg [1:0] core_datapath_datapath_drain_parts = 2'd0;
wire [1:0] core_datapath_datapath_drain_more;
reg core_datapath_datapath_drain_some = 1'd0;
reg core_datapath_datapath_drain_hold1 = 1'd0;
wire [23:0] core_datapath_datapath_drain_count;
wire core_datapath_datapath_drain_begin;
wire core_datapath_datapath_drain_step1;
reg core_datapath_datapath_drain_first = 1'd0;
reg core_datapath_datapath_drain_last = 1'd0;
reg [23:0] core_datapath_datapath_drain_left = 24'd0;
wire core_datapath_datapath_drain_ends1;
reg [23:0] core_datapath_datapath_drain_others = 24'd0;
reg core_datapath_datapath_drain_single = 1'd0;
reg [10:0] core_datapath_datapath_drain_stored = 11'd0;
reg [1:0] core_datapath_datapath_drain_reading = 2'd0;
reg [1:0] core_datapath_datapath_drain_full = 2'd0;
reg core_datapath_datapath_drain_stage0 = 1'd0;
reg core_datapath_datapath_drain_stage1 = 1'd0;
reg [127:0] core_datapath_datapath_drain_word = 128'd0;
reg core_datapath_reset = 1'd0;
wire [31:0] core_watchdog_period;
wire core_watchdog_feed;
wire core_watchdog_busy;
reg core_watchdog_expired = 1'd0;
reg [31:0] core_watchdog_left = 32'd0;
reg core_watchdog_used = 1'd0;
wire core_stray;
reg core_length0 = 1'd0;
reg core_length1 = 1'd0;
reg core_length2 = 1'd0;
wire core_control_doorbell;
wire [31:0] core_control_program;
wire [15:0] core_control_count;
wire core_control_abort;
wire core_control_busy;
reg core_control_done = 1'd0;
reg [7:0] core_control_code = 8'd0;
reg [15:0] core_control_completed0 = 16'd0;
reg core_control_begin;
reg core_control_read;
wire core_control_run;
reg core_control_start0 = 1'd0;
reg core_control_flush0 = 1'd0;
wire core_control_loaded0;
wire core_control_quiet0;
wire core_control_start1;
wire core_control_halt;
wire core_control_flush1;
wire core_control_streamed;
wire core_control_computed;
wire core_control_stored0;
reg core_control_weights = 1'd0;
reg core_control_compute = 1'd0;
reg core_control_store = 1'd0;
reg core_control_completed1 = 1'd0;
reg core_control_loading = 1'd0;
reg core_control_asked = 1'd0;
wire core_control_empty;
wire core_control_oldest0;
wire core_control_oldest1;
wire core_control_oldest2;
reg core_control_computing = 1'd0;
reg core_control_storing = 1'd0;
reg core_control_stored1 = 1'd0;
reg core_control_rung = 1'd0;
reg [2:0] core_control_settle = 3'd0;
reg core_control_checked = 1'd0;
reg [15:0] core_control_left = 16'd0;
reg core_control_last = 1'd0;
reg core_control_loaded1 = 1'd0;
reg core_control_quiet1 = 1'd0;
reg core_control_keep0 = 1'd0;
reg core_control_keep1 = 1'd0;
reg core_control_keep2 = 1'd0;
reg core_control_keep3 = 1'd0;
reg core_control_keep4 = 1'd0;
reg core_control_keep5 = 1'd0;
reg core_control_keep6 = 1'd0;
reg core_control_keep7 = 1'd0;
reg core_control_keep8 = 1'd0;
reg core_control_keep9 = 1'd0;
reg core_control_keep10 = 1'd0;
reg core_control_keep11 = 1'd0;
reg core_control_is_ongoing0;
reg core_control_is_ongoing1;
reg core_control_is_ongoing2;
reg core_control_is_ongoing3;
reg core_control_is_ongoing4;
reg core_control_is_ongoing5;
reg [15:0] core_tiles = 16'd0;
reg core_tiles_left = 1'd0;
reg [1:0] core_cause0 = 2'd0;
reg [1:0] core_cause1 = 2'd0;
reg [1:0] core_cause2 = 2'd0;
reg [31:0] core_addresses = 32'd0;
reg core_captured = 1'd0;
reg core_stall_control;
reg core_count0 = 1'd0;
reg core_count1 = 1'd0;
reg core_count2 = 1'd0;
reg core_count3 = 1'd0;
reg core_count4 = 1'd0;
reg core_count5 = 1'd0;
reg core_count6 = 1'd0;
wire [13:0] bridge_csr_adr;
reg bridge_csr_re;
reg bridge_csr_we;
reg [31:0] bridge_csr_dat_w = 32'd0;
wire [31:0] bridge_csr_dat_r;
reg [4:0] bridge_index = 5'd0;
reg bridge_known = 1'd0;
wire bridge_wants;
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
reg [15:0] core_datapath_loader_tiles_left_resetinserter_next_value0;
reg core_datapath_loader_tiles_left_resetinserter_next_value_ce0;
reg [9:0] core_datapath_loader_slices_left_resetinserter_next_value1;
reg core_datapath_loader_slices_left_resetinserter_next_value_ce1;
reg [1:0] core_datapath_loader_row0_resetinserter_next_value2;
reg core_datapath_loader_row0_resetinserter_next_value_ce2;
reg [7:0] core_datapath_loader_rows_left_resetinserter_next_value3;
reg core_datapath_loader_rows_left_resetinserter_next_value_ce3;
reg [4:0] core_datapath_loader_entry_resetinserter_t_next_value0;
reg core_datapath_loader_entry_resetinserter_t_next_value_ce0;
reg [1:0] core_datapath_loader_segment_resetinserter_t_next_value1;
reg core_datapath_loader_segment_resetinserter_t_next_value_ce1;
reg [1:0] core_datapath_loader_word_resetinserter_f_next_value;
reg core_datapath_loader_word_resetinserter_f_next_value_ce;
reg core_datapath_loader_bank0_resetinserter_next_value4;
reg core_datapath_loader_bank0_resetinserter_next_value_ce4;
reg [2:0] control_state = 3'd0;
reg [2:0] control_next_state;
reg [15:0] core_control_left_control_next_value0;
reg core_control_left_control_next_value_ce0;
reg [7:0] core_control_code_control_next_value1;
reg core_control_code_control_next_value_ce1;
reg core_control_done_control_next_value2;
reg core_control_done_control_next_value_ce2;
reg [2:0] core_control_settle_control_next_value3;
reg core_control_settle_control_next_value_ce3;
reg [2:0] state = 3'd0;
reg [2:0] next_state;
reg [4:0] bridge_index_next_value0;
reg bridge_index_next_value_ce0;
reg bridge_known_next_value1;
reg bridge_known_next_value_ce1;
reg [31:0] bridge_csr_dat_w_next_value2;
reg bridge_csr_dat_w_next_value_ce2;
reg [31:0] bridge_r_payload_data_next_value3;
reg bridge_r_payload_data_next_value_ce3;
wire [2:0] comb_slice_proxy0;
wire [8:0] comb_slice_proxy1;
wire [25:0] sync_slice_proxy0;
wire sync_slice_proxy1;
reg comb_rhs_self0;
reg comb_rhs_self1;
reg [3:0] comb_t_self0;
reg [3:0] comb_t_self1;
reg [1:0] comb_rhs_self2;
reg comb_rhs_self3;
reg [7:0] sync_rhs_self0;
reg [7:0] sync_rhs_self1;
reg [7:0] sync_rhs_self2;
reg [7:0] sync_rhs_self3;
reg [7:0] sync_rhs_self4;
reg [7:0] sync_rhs_self5;
reg [7:0] sync_rhs_self6;
reg [7:0] sync_rhs_self7;
reg signed [13:0] sync_cases_self0;
reg signed [13:0] sync_cases_self1;
reg signed [13:0] sync_cases_self2;
reg sync_rhs_self8;
reg sync_rhs_self9;
reg [1:0] sync_t_self0;
reg sync_t_self1;
reg [1:0] sync_t_self2;
reg sync_t_self3;
reg [15:0] sync_rhs_self10;
reg [15:0] sync_rhs_self11;
reg signed [31:0] sync_t_self4;
reg signed [31:0] sync_t_self5;
reg sync_t_self6;
reg sync_t_self7;

// synthesis translate_off
reg dummy_s;
initial dummy_s <= 1'd0;
// synthesis translate_on

assign adr = bridge_csr_adr;
assign re = bridge_csr_re;
assign we = bridge_csr_we;
assign dat_w = bridge_csr_dat_w;
assign bridge_csr_dat_r = dat_r;
assign core_weights_idle = core_reader_idle;
assign core_stray = (core_port_stray | core_writer_stray);
assign core_watchdog_period = core_period;
assign core_watchdog_feed = ((core_csrstatus3_we | core_csrstorage3_re) | core_csrstorage2_re);
assign core_watchdog_busy = core_control_busy;
assign core_descriptors_splitter_window_base = core_page0;
assign core_descriptors_splitter_window_last = core_page1;
assign core_activations_splitter_window_base = core_page0;
assign core_activations_splitter_window_last = core_page1;
assign core_reader_splitter_window_base = core_page0;
assign core_reader_splitter_window_last = core_page1;
assign core_writer_splitter_window_base = core_page0;
assign core_writer_splitter_window_last = core_page1;
assign core_control_doorbell = core_csrstorage2_re;
assign core_control_program = core_csrstorage1_storage;
assign core_control_count = core_csrstorage2_storage;
assign core_control_abort = (core_csrstorage0_re & core_abort);
assign core_writer_flush = core_control_flush0;
assign core_descriptors_flush = core_control_flush0;
assign core_activations_flush = core_control_flush0;
assign core_reader_flush = core_control_flush0;
assign core_control_quiet0 = (((((core_datapath_reset & (~core_datapath_datapath_drain_source_valid)) & core_descriptors_idle) & core_activations_idle) & core_weights_idle) & core_writer_idle);
assign irq = core_control_done;
assign core_datapath_start = core_control_start0;
assign core_datapath_compute = core_control_compute;
assign core_datapath_store = core_control_store;
assign core_control_loaded0 = (core_datapath_loader_idle & core_activations_idle);
assign core_control_streamed = (core_datapath_issue_done & core_weights_idle);
assign core_control_computed = core_datapath_issue_idle;
assign core_control_stored0 = ((~core_datapath_datapath_drain_busy) & core_writer_idle);
assign core_descriptors_sink_sink_valid = core_control_read;
assign core_descriptors_sink_sink_payload_address = core_csrstorage1_storage;
assign core_descriptors_sink_sink_payload_beats = (core_control_count * 3'd4);
assign core_activations_sink_sink_valid = core_tiles_left;
assign core_activations_sink_sink_payload_address = core_fetch_descriptor_activations;
assign core_activations_sink_sink_payload_beats = (core_fetch_descriptor_activation_words * 1'd1);
assign core_writer_sink_sink_valid = core_control_store;
assign core_writer_sink_sink_payload_address = core_datapath_computed_output;
assign core_writer_sink_sink_payload_beats = (core_datapath_computed_output_words * 1'd1);
assign core_datapath_loader_sink_valid = core_activations_source_source_valid;
assign core_activations_source_source_ready = core_datapath_loader_sink_ready;
assign core_datapath_loader_sink_first = core_activations_source_source_first;
assign core_datapath_loader_sink_last = core_activations_source_source_last;
assign core_datapath_loader_sink_payload_data = core_activations_source_source_payload_data;
assign core_writer_words_valid = core_datapath_datapath_drain_source_valid;
assign core_datapath_datapath_drain_source_ready = core_writer_words_ready;
assign core_writer_words_first = core_datapath_datapath_drain_source_first;
assign core_writer_words_last = core_datapath_datapath_drain_source_last;
assign core_writer_words_payload_data = core_datapath_datapath_drain_source_payload_data;
assign core_datapath_datapath_drain_hold0 = core_writer_almost_full;
assign core_datapath_issue_sink_valid = core_reader_source_source_valid;
assign core_datapath_issue_sink_payload_data = {core_reader_source_source_payload_data};
assign core_reader_sink_sink_valid = core_control_weights;
assign core_reader_sink_sink_payload_address = core_addresses;
assign core_reader_sink_sink_payload_beats = (core_fetch_descriptor_stream_words * 1'd1);
assign core_reader_source_source_ready = (core_datapath_issue_sink_valid & core_datapath_issue_sink_ready);
assign core_value0 = 31'd1129600332;
assign core_value1 = 3'd4;
assign core_value2 = 31'd1965197948;
assign core_busy = core_control_busy;
assign core_done = core_control_done;
assign core_error = (core_control_code != 1'd0);
assign core_code = core_control_code;
assign core_value4 = core_control_completed0;

// synthesis translate_off
reg dummy_d;
// synthesis translate_on
always @(*) begin
	core_stall_control <= 1'd0;
	core_stall_control <= core_control_busy;
	if (core_datapath_issue_consumed) begin
		core_stall_control <= 1'd0;
	end
	if (core_datapath_issue_stall_weights) begin
		core_stall_control <= 1'd0;
	end
	if (core_datapath_issue_stall_tables) begin
		core_stall_control <= 1'd0;
	end
	if (core_datapath_issue_stall_output) begin
		core_stall_control <= 1'd0;
	end
	if (core_datapath_issue_stall_issue) begin
		core_stall_control <= 1'd0;
	end
// synthesis translate_off
	dummy_d <= dummy_s;
// synthesis translate_on
end
assign core_descriptors_splitter_sink_valid = core_descriptors_sink_sink_valid;
assign core_descriptors_sink_sink_ready = core_descriptors_splitter_sink_ready;
assign core_descriptors_splitter_sink_first = core_descriptors_sink_sink_first;
assign core_descriptors_splitter_sink_last = core_descriptors_sink_sink_last;
assign core_descriptors_splitter_sink_payload_address = core_descriptors_sink_sink_payload_address;
assign core_descriptors_splitter_sink_payload_beats = core_descriptors_sink_sink_payload_beats;
assign core_descriptors_splitter_flush = core_descriptors_flush;
assign core_descriptors_request_valid = (core_descriptors_splitter_source_valid & core_descriptors_fits);
assign core_descriptors_request_payload_address = core_descriptors_splitter_source_payload_address;
assign core_descriptors_request_payload_beats = core_descriptors_splitter_source_payload_beats;
assign core_descriptors_splitter_source_ready = (core_descriptors_request_ready & core_descriptors_fits);
assign core_descriptors_send = (core_descriptors_request_valid & core_descriptors_request_ready);
assign core_descriptors_expecting = (core_descriptors_flying != 1'd0);
assign core_descriptors_beat = (core_descriptors_data_valid & core_descriptors_expecting);
assign core_descriptors_data_ready = 1'd1;
assign core_descriptors_fifo_sink_valid = core_descriptors_beat;
assign core_descriptors_fifo_sink_payload_data = core_descriptors_data_payload_data;
assign core_descriptors_source_source_valid = core_descriptors_fifo_source_valid;
assign core_descriptors_source_source_first = core_descriptors_fifo_source_first;
assign core_descriptors_source_source_last = core_descriptors_fifo_source_last;
assign core_descriptors_source_source_payload_data = core_descriptors_fifo_source_payload_data;
assign core_descriptors_fifo_source_ready = (core_descriptors_source_source_ready | core_descriptors_flush);
assign core_descriptors_take = (core_descriptors_fifo_source_valid & core_descriptors_fifo_source_ready);
assign core_descriptors_idle = (core_descriptors_splitter_idle & (core_descriptors_reserved == 1'd0));
assign core_descriptors_splitter_idle = ((~core_descriptors_splitter_busy) & (~core_descriptors_splitter_source_valid));
assign core_descriptors_splitter_sink_ready = ((~core_descriptors_splitter_busy) & (~core_descriptors_splitter_refused));
assign core_descriptors_fifo_sink_ready = 1'd1;
assign core_descriptors_fifo_writer_adr = core_descriptors_fifo_produce;
assign core_descriptors_fifo_writer_dat_w = core_descriptors_fifo_sink_payload_data;
assign core_descriptors_fifo_writer_we = core_descriptors_fifo_sink_valid;
assign core_descriptors_fifo_reader_adr = core_descriptors_fifo_consume;
assign core_descriptors_fifo_tail_dat_w = core_descriptors_fifo_data_stage1;
assign core_descriptors_fifo_tail_we = core_descriptors_fifo_valid_stage2;
assign core_descriptors_fifo_source_payload_data = core_descriptors_fifo_head_dat_r;
assign core_descriptors_fifo_pop = (core_descriptors_fifo_source_valid & core_descriptors_fifo_source_ready);
assign core_activations_splitter_sink_valid = core_activations_sink_sink_valid;
assign core_activations_sink_sink_ready = core_activations_splitter_sink_ready;
assign core_activations_splitter_sink_first = core_activations_sink_sink_first;
assign core_activations_splitter_sink_last = core_activations_sink_sink_last;
assign core_activations_splitter_sink_payload_address = core_activations_sink_sink_payload_address;
assign core_activations_splitter_sink_payload_beats = core_activations_sink_sink_payload_beats;
assign core_activations_splitter_flush = core_activations_flush;
assign core_activations_request_valid = (core_activations_splitter_source_valid & core_activations_fits);
assign core_activations_request_payload_address = core_activations_splitter_source_payload_address;
assign core_activations_request_payload_beats = core_activations_splitter_source_payload_beats;
assign core_activations_splitter_source_ready = (core_activations_request_ready & core_activations_fits);
assign core_activations_send = (core_activations_request_valid & core_activations_request_ready);
assign core_activations_expecting = (core_activations_flying != 1'd0);
assign core_activations_beat = (core_activations_data_valid & core_activations_expecting);
assign core_activations_data_ready = 1'd1;
assign core_activations_fifo_sink_valid = core_activations_beat;
assign core_activations_fifo_sink_payload_data = core_activations_data_payload_data;
assign core_activations_source_source_valid = core_activations_fifo_source_valid;
assign core_activations_source_source_first = core_activations_fifo_source_first;
assign core_activations_source_source_last = core_activations_fifo_source_last;
assign core_activations_source_source_payload_data = core_activations_fifo_source_payload_data;
assign core_activations_fifo_source_ready = (core_activations_source_source_ready | core_activations_flush);
assign core_activations_take = (core_activations_fifo_source_valid & core_activations_fifo_source_ready);
assign core_activations_idle = (core_activations_splitter_idle & (core_activations_reserved == 1'd0));
assign core_activations_splitter_idle = ((~core_activations_splitter_busy) & (~core_activations_splitter_source_valid));
assign core_activations_splitter_sink_ready = ((~core_activations_splitter_busy) & (~core_activations_splitter_refused));
assign core_activations_fifo_sink_ready = 1'd1;
assign core_activations_fifo_writer_adr = core_activations_fifo_produce;
assign core_activations_fifo_writer_dat_w = core_activations_fifo_sink_payload_data;
assign core_activations_fifo_writer_we = core_activations_fifo_sink_valid;
assign core_activations_fifo_reader_adr = core_activations_fifo_consume;
assign core_activations_fifo_tail_dat_w = core_activations_fifo_data_stage1;
assign core_activations_fifo_tail_we = core_activations_fifo_valid_stage2;
assign core_activations_fifo_source_payload_data = core_activations_fifo_head_dat_r;
assign core_activations_fifo_pop = (core_activations_fifo_source_valid & core_activations_fifo_source_ready);
assign core_reader_splitter_sink_valid = core_reader_sink_sink_valid;
assign core_reader_sink_sink_ready = core_reader_splitter_sink_ready;
assign core_reader_splitter_sink_first = core_reader_sink_sink_first;
assign core_reader_splitter_sink_last = core_reader_sink_sink_last;
assign core_reader_splitter_sink_payload_address = core_reader_sink_sink_payload_address;
assign core_reader_splitter_sink_payload_beats = core_reader_sink_sink_payload_beats;
assign core_reader_splitter_flush = core_reader_flush;
assign core_reader_request_valid = (core_reader_splitter_source_valid & core_reader_fits);
assign core_reader_request_payload_address = core_reader_splitter_source_payload_address;
assign core_reader_request_payload_beats = core_reader_splitter_source_payload_beats;
assign core_reader_splitter_source_ready = (core_reader_request_ready & core_reader_fits);
assign core_reader_send = (core_reader_request_valid & core_reader_request_ready);
assign core_reader_expecting = (core_reader_flying != 1'd0);
assign core_reader_beat = (core_reader_data_valid & core_reader_expecting);
assign core_reader_data_ready = 1'd1;
assign core_reader_fifo_sink_valid = core_reader_beat;
assign core_reader_fifo_sink_payload_data = core_reader_data_payload_data;
assign core_reader_source_source_valid = core_reader_fifo_source_valid;
assign core_reader_source_source_first = core_reader_fifo_source_first;
assign core_reader_source_source_last = core_reader_fifo_source_last;
assign core_reader_source_source_payload_data = core_reader_fifo_source_payload_data;
assign core_reader_fifo_source_ready = (core_reader_source_source_ready | core_reader_flush);
assign core_reader_take = (core_reader_fifo_source_valid & core_reader_fifo_source_ready);
assign core_reader_idle = (core_reader_splitter_idle & (core_reader_reserved == 1'd0));
assign core_reader_splitter_idle = ((~core_reader_splitter_busy) & (~core_reader_splitter_source_valid));
assign core_reader_splitter_sink_ready = ((~core_reader_splitter_busy) & (~core_reader_splitter_refused));
assign core_reader_fifo_sink_ready = 1'd1;
assign core_reader_fifo_writer_adr = core_reader_fifo_produce;
assign core_reader_fifo_writer_dat_w = core_reader_fifo_sink_payload_data;
assign core_reader_fifo_writer_we = core_reader_fifo_sink_valid;
assign core_reader_fifo_reader_adr = core_reader_fifo_consume;
assign core_reader_fifo_tail_dat_w = core_reader_fifo_data_stage1;
assign core_reader_fifo_tail_we = core_reader_fifo_valid_stage2;
assign core_reader_fifo_source_payload_data = core_reader_fifo_head_dat_r;
assign core_reader_fifo_pop = (core_reader_fifo_source_valid & core_reader_fifo_source_ready);
assign core_port_free = (~m0_axi_arvalid);

// synthesis translate_off
reg dummy_d_1;
// synthesis translate_on
always @(*) begin
	core_port_choice <= 2'd0;
	if (core_reader_request_valid) begin
		core_port_choice <= 2'd2;
	end
	if (core_activations_request_valid) begin
		core_port_choice <= 1'd1;
	end
	if (core_descriptors_request_valid) begin
		core_port_choice <= 1'd0;
	end
// synthesis translate_off
	dummy_d_1 <= dummy_s;
// synthesis translate_on
end
assign core_port_granted0 = (core_port_free & (core_port_choice == 1'd0));
assign core_descriptors_request_ready = core_port_granted0;
assign core_port_granted1 = (core_port_free & (core_port_choice == 1'd1));
assign core_activations_request_ready = core_port_granted1;
assign core_port_granted2 = (core_port_free & (core_port_choice == 2'd2));
assign core_reader_request_ready = core_port_granted2;
assign m0_axi_arsize = 3'd4;
assign m0_axi_arburst = 1'd1;
assign m0_axi_arcache = 2'd3;
assign m0_axi_arlock = 1'd0;
assign m0_axi_arprot = 1'd0;
assign m0_axi_arqos = 1'd0;
assign m0_axi_arregion = 1'd0;
assign m0_axi_rready = 1'd1;
assign core_descriptors_data_valid = core_port_arrived0;
assign core_descriptors_data_payload_data = core_port_data;
assign core_activations_data_valid = core_port_arrived1;
assign core_activations_data_payload_data = core_port_data;
assign core_reader_data_valid = core_port_arrived2;
assign core_reader_data_payload_data = core_port_data;

// synthesis translate_off
reg dummy_d_2;
// synthesis translate_on
always @(*) begin
	core_port_errors0 <= 1'd0;
	core_port_errors1 <= 1'd0;
	core_port_errors2 <= 1'd0;
	core_port_known <= 1'd0;
	if ((core_port_arrived0 & core_descriptors_expecting)) begin
		core_port_known <= 1'd1;
		core_port_errors0 <= core_port_bad;
	end
	if ((core_port_arrived1 & core_activations_expecting)) begin
		core_port_known <= 1'd1;
		core_port_errors1 <= core_port_bad;
	end
	if ((core_port_arrived2 & core_reader_expecting)) begin
		core_port_known <= 1'd1;
		core_port_errors2 <= core_port_bad;
	end
// synthesis translate_off
	dummy_d_2 <= dummy_s;
// synthesis translate_on
end
assign core_writer_splitter_sink_valid = core_writer_sink_sink_valid;
assign core_writer_sink_sink_ready = core_writer_splitter_sink_ready;
assign core_writer_splitter_sink_first = core_writer_sink_sink_first;
assign core_writer_splitter_sink_last = core_writer_sink_sink_last;
assign core_writer_splitter_sink_payload_address = core_writer_sink_sink_payload_address;
assign core_writer_splitter_sink_payload_beats = core_writer_sink_sink_payload_beats;
assign core_writer_splitter_flush = core_writer_flush;
assign core_writer_fifo_sink_valid = core_writer_words_valid;
assign core_writer_words_ready = core_writer_fifo_sink_ready;
assign core_writer_fifo_sink_first = core_writer_words_first;
assign core_writer_fifo_sink_last = core_writer_words_last;
assign core_writer_fifo_sink_payload_data = core_writer_words_payload_data;
assign core_writer_almost_full = (core_writer_fifo_level > 6'd56);
assign core_writer_start = (((core_writer_enough & (~m0_axi_awvalid)) & (~core_writer_pending[7])) & (~core_writer_flush));
assign core_writer_splitter_source_ready = (core_writer_start | core_writer_flush);
assign core_writer_idle = ((((core_writer_splitter_idle & (~((core_writer_beats != 1'd0) | (core_writer_queued != 1'd0)))) & (~m0_axi_awvalid)) & (core_writer_pending == 1'd0)) & (~core_writer_fifo_source_valid));
assign core_writer_starved = ((core_writer_splitter_source_valid & (~((core_writer_beats != 1'd0) | (core_writer_queued != 1'd0)))) & (core_writer_spare < core_writer_splitter_source_payload_beats[6:0]));
assign core_writer_excess = ((core_writer_splitter_idle & (~((core_writer_beats != 1'd0) | (core_writer_queued != 1'd0)))) & core_writer_fifo_source_valid);
assign core_writer_sent = ((m0_axi_wvalid & m0_axi_wready) & (core_writer_beats == 1'd1));
assign core_writer_drop = (core_writer_flush & (~((core_writer_beats != 1'd0) | (core_writer_queued != 1'd0))));
assign m0_axi_awsize = 3'd4;
assign m0_axi_awburst = 1'd1;
assign m0_axi_awcache = 2'd3;
assign m0_axi_awid = 1'd0;
assign m0_axi_awlock = 1'd0;
assign m0_axi_awprot = 1'd0;
assign m0_axi_awqos = 1'd0;
assign m0_axi_awregion = 1'd0;
assign m0_axi_wvalid = (core_writer_beats != 1'd0);
assign m0_axi_wlast = (core_writer_beats == 1'd1);
assign m0_axi_wstrb = 16'd65535;
assign m0_axi_wdata = core_writer_fifo_source_payload_data;
assign core_writer_fifo_source_ready = ((m0_axi_wvalid & m0_axi_wready) | core_writer_drop);
assign m0_axi_bready = 1'd1;
assign core_writer_answered = (m0_axi_bvalid & (core_writer_pending != 1'd0));
assign core_writer_splitter_idle = ((~core_writer_splitter_busy) & (~core_writer_splitter_source_valid));
assign core_writer_splitter_sink_ready = ((~core_writer_splitter_busy) & (~core_writer_splitter_refused));
assign core_writer_fifo_syncfifo_din = {core_writer_fifo_fifo_in_last, core_writer_fifo_fifo_in_first, core_writer_fifo_fifo_in_payload_data};
assign {core_writer_fifo_fifo_out_last, core_writer_fifo_fifo_out_first, core_writer_fifo_fifo_out_payload_data} = core_writer_fifo_syncfifo_dout;
assign core_writer_fifo_sink_ready = core_writer_fifo_syncfifo_writable;
assign core_writer_fifo_syncfifo_we = core_writer_fifo_sink_valid;
assign core_writer_fifo_fifo_in_first = core_writer_fifo_sink_first;
assign core_writer_fifo_fifo_in_last = core_writer_fifo_sink_last;
assign core_writer_fifo_fifo_in_payload_data = core_writer_fifo_sink_payload_data;
assign core_writer_fifo_source_valid = core_writer_fifo_syncfifo_readable;
assign core_writer_fifo_source_first = core_writer_fifo_fifo_out_first;
assign core_writer_fifo_source_last = core_writer_fifo_fifo_out_last;
assign core_writer_fifo_source_payload_data = core_writer_fifo_fifo_out_payload_data;
assign core_writer_fifo_syncfifo_re = core_writer_fifo_source_ready;

// synthesis translate_off
reg dummy_d_3;
// synthesis translate_on
always @(*) begin
	core_writer_fifo_wrport_adr <= 6'd0;
	if (core_writer_fifo_replace) begin
		core_writer_fifo_wrport_adr <= (core_writer_fifo_produce - 1'd1);
	end else begin
		core_writer_fifo_wrport_adr <= core_writer_fifo_produce;
	end
// synthesis translate_off
	dummy_d_3 <= dummy_s;
// synthesis translate_on
end
assign core_writer_fifo_wrport_dat_w = core_writer_fifo_syncfifo_din;
assign core_writer_fifo_wrport_we = (core_writer_fifo_syncfifo_we & (core_writer_fifo_syncfifo_writable | core_writer_fifo_replace));
assign core_writer_fifo_do_read = (core_writer_fifo_syncfifo_readable & core_writer_fifo_syncfifo_re);
assign core_writer_fifo_rdport_adr = core_writer_fifo_consume;
assign core_writer_fifo_syncfifo_dout = core_writer_fifo_rdport_dat_r;
assign core_writer_fifo_syncfifo_writable = (core_writer_fifo_level != 7'd64);
assign core_writer_fifo_syncfifo_readable = (core_writer_fifo_level != 1'd0);
assign core_descriptors_source_source_ready = (~core_fetch_done);
assign core_fetch_descriptor_magic = core_fetch_store[15:0];
assign core_fetch_descriptor_version = core_fetch_store[23:16];
assign core_fetch_descriptor_opcode = core_fetch_store[31:24];
assign core_fetch_descriptor_planes = core_fetch_store[35:32];
assign core_fetch_descriptor_group = core_fetch_store[38:36];
assign core_fetch_descriptor_explicit = core_fetch_store[39];
assign core_fetch_descriptor_zero = core_fetch_store[47:40];
assign core_fetch_descriptor_rows = core_fetch_store[55:48];
assign core_fetch_descriptor_ternary = core_fetch_store[56];
assign core_fetch_descriptor_host_tables = core_fetch_store[57];
assign core_fetch_descriptor_columns = core_fetch_store[87:64];
assign core_fetch_descriptor_slices = core_fetch_store[105:96];
assign core_fetch_descriptor_tag = core_fetch_store[127:112];
assign core_fetch_descriptor_weights = core_fetch_store[159:128];
assign core_fetch_descriptor_activations = core_fetch_store[191:160];
assign core_fetch_descriptor_output = core_fetch_store[223:192];
assign core_fetch_descriptor_stream_words = core_fetch_store[255:224];
assign core_fetch_descriptor_activation_words = core_fetch_store[287:256];
assign core_fetch_descriptor_output_words = core_fetch_store[319:288];
assign core_fetch_descriptor_stride = core_fetch_store[351:320];
assign core_datapath_loader_start0 = core_datapath_start;
assign core_datapath_loader_rows = core_fetch_descriptor_rows;
assign core_datapath_loader_slices = core_fetch_descriptor_slices;
assign core_datapath_loader_planes0 = core_fetch_descriptor_planes;
assign core_datapath_loader_group0 = core_fetch_descriptor_group;
assign core_datapath_loader_explicit0 = core_fetch_descriptor_explicit;
assign core_datapath_loader_zero0 = core_fetch_descriptor_zero;
assign core_datapath_loader_ternary = core_fetch_descriptor_ternary;
assign core_datapath_loader_host_tables = core_fetch_descriptor_host_tables;
assign core_datapath_loader_release = core_datapath_issue_release;
assign core_datapath_issue_full0 = core_datapath_loader_full;
assign core_datapath_issue_start = core_datapath_datapath_stage;
assign core_datapath_issue_planes = core_datapath_computed_planes;
assign core_datapath_issue_group0 = core_datapath_computed_group;
assign core_datapath_issue_explicit0 = core_datapath_computed_explicit;
assign core_datapath_issue_columns = core_datapath_computed_columns;
assign core_datapath_issue_slices = core_datapath_computed_slices;
assign core_datapath_datapath_group = core_datapath_computed_group;
assign core_datapath_datapath_explicit = core_datapath_computed_explicit;
assign core_datapath_datapath_scale_we = core_datapath_issue_scale_we;
assign core_datapath_datapath_scale_slot = core_datapath_issue_scale_slot;
assign core_datapath_datapath_drain_start = core_datapath_store;
assign core_datapath_datapath_drain_columns = core_datapath_computed_columns;
assign core_datapath_datapath_drain_rows0 = core_datapath_computed_rows;
assign core_datapath_datapath_drain_written = core_datapath_datapath_result;
assign core_datapath_datapath_place1 = core_datapath_datapath_drain_place;
assign core_datapath_issue_taken0 = core_datapath_datapath_drain_taken;

// synthesis translate_off
reg dummy_d_4;
// synthesis translate_on
always @(*) begin
	core_datapath_loader_code <= 5'd0;
	core_datapath_loader_digit <= 3'd0;
	core_datapath_loader_up <= 1'd0;
	if ((core_datapath_loader_ternary == 1'd0)) begin
		case (core_datapath_loader_entry)
			1'd0: begin
				core_datapath_loader_code <= 1'd0;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd1;
			end
			1'd1: begin
				core_datapath_loader_code <= 1'd1;
				core_datapath_loader_digit <= 1'd1;
				core_datapath_loader_up <= 1'd1;
			end
			2'd2: begin
				core_datapath_loader_code <= 2'd3;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd0;
			end
			2'd3: begin
				core_datapath_loader_code <= 2'd2;
				core_datapath_loader_digit <= 2'd2;
				core_datapath_loader_up <= 1'd1;
			end
			3'd4: begin
				core_datapath_loader_code <= 3'd6;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd1;
			end
			3'd5: begin
				core_datapath_loader_code <= 3'd7;
				core_datapath_loader_digit <= 1'd1;
				core_datapath_loader_up <= 1'd0;
			end
			3'd6: begin
				core_datapath_loader_code <= 3'd5;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd0;
			end
			3'd7: begin
				core_datapath_loader_code <= 3'd4;
				core_datapath_loader_digit <= 2'd3;
				core_datapath_loader_up <= 1'd1;
			end
			4'd8: begin
				core_datapath_loader_code <= 4'd12;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd1;
			end
			4'd9: begin
				core_datapath_loader_code <= 4'd13;
				core_datapath_loader_digit <= 1'd1;
				core_datapath_loader_up <= 1'd1;
			end
			4'd10: begin
				core_datapath_loader_code <= 4'd15;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd0;
			end
			4'd11: begin
				core_datapath_loader_code <= 4'd14;
				core_datapath_loader_digit <= 2'd2;
				core_datapath_loader_up <= 1'd0;
			end
			4'd12: begin
				core_datapath_loader_code <= 4'd10;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd1;
			end
			4'd13: begin
				core_datapath_loader_code <= 4'd11;
				core_datapath_loader_digit <= 1'd1;
				core_datapath_loader_up <= 1'd0;
			end
			4'd14: begin
				core_datapath_loader_code <= 4'd9;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd0;
			end
			4'd15: begin
				core_datapath_loader_code <= 4'd8;
				core_datapath_loader_digit <= 3'd4;
				core_datapath_loader_up <= 1'd1;
			end
			5'd16: begin
				core_datapath_loader_code <= 5'd24;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd1;
			end
			5'd17: begin
				core_datapath_loader_code <= 5'd25;
				core_datapath_loader_digit <= 1'd1;
				core_datapath_loader_up <= 1'd1;
			end
			5'd18: begin
				core_datapath_loader_code <= 5'd27;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd0;
			end
			5'd19: begin
				core_datapath_loader_code <= 5'd26;
				core_datapath_loader_digit <= 2'd2;
				core_datapath_loader_up <= 1'd1;
			end
			5'd20: begin
				core_datapath_loader_code <= 5'd30;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd1;
			end
			5'd21: begin
				core_datapath_loader_code <= 5'd31;
				core_datapath_loader_digit <= 1'd1;
				core_datapath_loader_up <= 1'd0;
			end
			5'd22: begin
				core_datapath_loader_code <= 5'd29;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd0;
			end
			5'd23: begin
				core_datapath_loader_code <= 5'd28;
				core_datapath_loader_digit <= 2'd3;
				core_datapath_loader_up <= 1'd0;
			end
			5'd24: begin
				core_datapath_loader_code <= 5'd20;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd1;
			end
			5'd25: begin
				core_datapath_loader_code <= 5'd21;
				core_datapath_loader_digit <= 1'd1;
				core_datapath_loader_up <= 1'd1;
			end
			5'd26: begin
				core_datapath_loader_code <= 5'd23;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd0;
			end
			5'd27: begin
				core_datapath_loader_code <= 5'd22;
				core_datapath_loader_digit <= 2'd2;
				core_datapath_loader_up <= 1'd0;
			end
			5'd28: begin
				core_datapath_loader_code <= 5'd18;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd1;
			end
			5'd29: begin
				core_datapath_loader_code <= 5'd19;
				core_datapath_loader_digit <= 1'd1;
				core_datapath_loader_up <= 1'd0;
			end
			5'd30: begin
				core_datapath_loader_code <= 5'd17;
				core_datapath_loader_digit <= 1'd0;
				core_datapath_loader_up <= 1'd0;
			end
			5'd31: begin
				core_datapath_loader_code <= 5'd16;
				core_datapath_loader_digit <= 3'd4;
				core_datapath_loader_up <= 1'd0;
			end
		endcase
	end
// synthesis translate_off
	dummy_d_4 <= dummy_s;
// synthesis translate_on
end
assign core_datapath_loader_change0 = core_datapath_loader_mantissa0;
assign core_datapath_loader_change1 = core_datapath_loader_mantissa1;
assign core_datapath_loader_change2 = core_datapath_loader_mantissa2;
assign core_datapath_loader_change3 = core_datapath_loader_mantissa3;
assign core_datapath_loader_change4 = core_datapath_loader_mantissa4;
assign core_datapath_loader_change5 = core_datapath_loader_mantissa5;
assign core_datapath_loader_change6 = core_datapath_loader_mantissa6;
assign core_datapath_loader_change7 = core_datapath_loader_mantissa7;
assign core_datapath_loader_header = core_datapath_loader_data_d;
assign core_datapath_loader_row1 = core_datapath_loader_row0;
assign core_datapath_loader_odd0 = (core_datapath_loader_slices_left[0] ^ core_datapath_loader_slices[0]);
assign core_datapath_loader_bank1 = core_datapath_loader_bank0;
assign core_datapath_loader_group1 = core_datapath_loader_group0;
assign core_datapath_loader_explicit1 = core_datapath_loader_explicit0;
assign core_datapath_loader_zero1 = core_datapath_loader_zero0;
assign core_datapath_loader_planes1 = core_datapath_loader_planes0;
assign core_datapath_loader_bank_full = core_datapath_loader_full;
assign core_datapath_loader_last_entry = (core_datapath_loader_entry == ((core_datapath_loader_ternary & (~core_datapath_loader_host_tables)) ? 5'd26 : 5'd31));
assign core_datapath_loader_geometry0 = core_datapath_loader_halves[21:8];
assign core_datapath_loader_geometry1 = core_datapath_loader_halves[35:22];
assign core_datapath_loader_geometry2 = core_datapath_loader_halves[49:36];
assign core_datapath_loader_geometry3 = core_datapath_loader_halves[63:50];
assign core_datapath_loader_geometry4 = core_datapath_loader_halves[85:72];
assign core_datapath_loader_geometry5 = core_datapath_loader_halves[99:86];
assign core_datapath_loader_geometry6 = core_datapath_loader_halves[113:100];
assign core_datapath_loader_geometry7 = core_datapath_loader_halves[127:114];
assign core_datapath_loader_uneven = ((core_datapath_loader_group1 == 3'd4) ? core_datapath_loader_number_stage[2] : core_datapath_loader_number_stage[0]);
assign core_datapath_loader_shifted = {core_datapath_loader_lowered, {8{core_datapath_loader_low_stage}}, 1'd0};
assign core_datapath_loader_busy = (core_datapath_loader_active | (core_datapath_loader_valid != 1'd0));
assign core_datapath_piece_write_we = (core_datapath_loader_valid[7] ? core_datapath_loader_row2 : 1'd0);
assign core_datapath_piece_write_bank = core_datapath_loader_bank2;
assign core_datapath_piece_write_piece = core_datapath_loader_steps_stage7;
assign core_datapath_piece_write_shift = core_datapath_loader_halves[4:0];

// synthesis translate_off
reg dummy_d_5;
// synthesis translate_on
always @(*) begin
	core_datapath_loader_sink_ready <= 1'd0;
	core_datapath_loader_idle <= 1'd0;
	core_datapath_loader_filled <= 1'd0;
	core_datapath_loader_load <= 1'd0;
	core_datapath_loader_clear <= 1'd0;
	core_datapath_loader_step <= 1'd0;
	core_datapath_loader_take_entry <= 1'd0;
	core_datapath_loader_header_taken <= 1'd0;
	resetinserter_next_state <= 4'd0;
	core_datapath_loader_tiles_left_resetinserter_next_value0 <= 16'd0;
	core_datapath_loader_tiles_left_resetinserter_next_value_ce0 <= 1'd0;
	core_datapath_loader_slices_left_resetinserter_next_value1 <= 10'd0;
	core_datapath_loader_slices_left_resetinserter_next_value_ce1 <= 1'd0;
	core_datapath_loader_row0_resetinserter_next_value2 <= 2'd0;
	core_datapath_loader_row0_resetinserter_next_value_ce2 <= 1'd0;
	core_datapath_loader_rows_left_resetinserter_next_value3 <= 8'd0;
	core_datapath_loader_rows_left_resetinserter_next_value_ce3 <= 1'd0;
	core_datapath_loader_entry_resetinserter_t_next_value0 <= 5'd0;
	core_datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd0;
	core_datapath_loader_segment_resetinserter_t_next_value1 <= 2'd0;
	core_datapath_loader_segment_resetinserter_t_next_value_ce1 <= 1'd0;
	core_datapath_loader_word_resetinserter_f_next_value <= 2'd0;
	core_datapath_loader_word_resetinserter_f_next_value_ce <= 1'd0;
	core_datapath_loader_bank0_resetinserter_next_value4 <= 1'd0;
	core_datapath_loader_bank0_resetinserter_next_value_ce4 <= 1'd0;
	resetinserter_next_state <= resetinserter_state;
	case (resetinserter_state)
		1'd1: begin
			core_datapath_loader_row0_resetinserter_next_value2 <= 1'd1;
			core_datapath_loader_row0_resetinserter_next_value_ce2 <= 1'd1;
			core_datapath_loader_rows_left_resetinserter_next_value3 <= core_datapath_loader_rows;
			core_datapath_loader_rows_left_resetinserter_next_value_ce3 <= 1'd1;
			if ((~core_datapath_loader_bank_full)) begin
				resetinserter_next_state <= 2'd2;
			end
		end
		2'd2: begin
			core_datapath_loader_sink_ready <= (~core_datapath_loader_busy);
			core_datapath_loader_header_taken <= (core_datapath_loader_sink_valid & (~core_datapath_loader_busy));
			if (core_datapath_loader_header_taken) begin
				resetinserter_next_state <= 2'd3;
			end
		end
		2'd3: begin
			core_datapath_loader_sink_ready <= 1'd1;
			core_datapath_loader_load <= 1'd1;
			core_datapath_loader_clear <= (core_datapath_loader_word == 2'd3);
			if (core_datapath_loader_sink_valid) begin
				if (core_datapath_loader_host_tables) begin
					core_datapath_loader_take_entry <= 1'd1;
					core_datapath_loader_entry_resetinserter_t_next_value0 <= (core_datapath_loader_entry + 1'd1);
					core_datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd1;
					if (core_datapath_loader_last_entry) begin
						core_datapath_loader_segment_resetinserter_t_next_value1 <= (core_datapath_loader_segment + (core_datapath_loader_host_tables ? 1'd1 : 1'd1));
						core_datapath_loader_segment_resetinserter_t_next_value_ce1 <= 1'd1;
						core_datapath_loader_entry_resetinserter_t_next_value0 <= 1'd0;
						core_datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd1;
						if ((~core_datapath_loader_last_segment)) begin
							resetinserter_next_state <= 2'd3;
						end else begin
							if ((~core_datapath_loader_last_row)) begin
								core_datapath_loader_rows_left_resetinserter_next_value3 <= (core_datapath_loader_rows_left - 1'd1);
								core_datapath_loader_rows_left_resetinserter_next_value_ce3 <= 1'd1;
								core_datapath_loader_row0_resetinserter_next_value2 <= (core_datapath_loader_row0 <<< 1'd1);
								core_datapath_loader_row0_resetinserter_next_value_ce2 <= 1'd1;
								resetinserter_next_state <= 2'd2;
							end else begin
								resetinserter_next_state <= 3'd5;
							end
						end
					end
				end else begin
					core_datapath_loader_word_resetinserter_f_next_value <= (core_datapath_loader_word + 1'd1);
					core_datapath_loader_word_resetinserter_f_next_value_ce <= 1'd1;
					if ((core_datapath_loader_word == 2'd3)) begin
						core_datapath_loader_word_resetinserter_f_next_value <= 1'd0;
						core_datapath_loader_word_resetinserter_f_next_value_ce <= 1'd1;
						resetinserter_next_state <= 3'd4;
					end
				end
			end
		end
		3'd4: begin
			core_datapath_loader_step <= 1'd1;
			core_datapath_loader_entry_resetinserter_t_next_value0 <= (core_datapath_loader_entry + 1'd1);
			core_datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd1;
			if (core_datapath_loader_last_entry) begin
				core_datapath_loader_segment_resetinserter_t_next_value1 <= (core_datapath_loader_segment + (core_datapath_loader_host_tables ? 1'd1 : 1'd1));
				core_datapath_loader_segment_resetinserter_t_next_value_ce1 <= 1'd1;
				core_datapath_loader_entry_resetinserter_t_next_value0 <= 1'd0;
				core_datapath_loader_entry_resetinserter_t_next_value_ce0 <= 1'd1;
				if ((~core_datapath_loader_last_segment)) begin
					resetinserter_next_state <= 2'd3;
				end else begin
					if ((~core_datapath_loader_last_row)) begin
						core_datapath_loader_rows_left_resetinserter_next_value3 <= (core_datapath_loader_rows_left - 1'd1);
						core_datapath_loader_rows_left_resetinserter_next_value_ce3 <= 1'd1;
						core_datapath_loader_row0_resetinserter_next_value2 <= (core_datapath_loader_row0 <<< 1'd1);
						core_datapath_loader_row0_resetinserter_next_value_ce2 <= 1'd1;
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
			if ((~core_datapath_loader_busy)) begin
				core_datapath_loader_filled <= (1'd1 <<< core_datapath_loader_bank0);
				core_datapath_loader_bank0_resetinserter_next_value4 <= 1'd0;
				core_datapath_loader_bank0_resetinserter_next_value_ce4 <= 1'd1;
				core_datapath_loader_slices_left_resetinserter_next_value1 <= (core_datapath_loader_slices_left - 1'd1);
				core_datapath_loader_slices_left_resetinserter_next_value_ce1 <= 1'd1;
				resetinserter_next_state <= 1'd1;
				if ((core_datapath_loader_slices_left == 1'd1)) begin
					core_datapath_loader_slices_left_resetinserter_next_value1 <= core_datapath_loader_slices;
					core_datapath_loader_slices_left_resetinserter_next_value_ce1 <= 1'd1;
					core_datapath_loader_tiles_left_resetinserter_next_value0 <= (core_datapath_loader_tiles_left - 1'd1);
					core_datapath_loader_tiles_left_resetinserter_next_value_ce0 <= 1'd1;
					if ((core_datapath_loader_tiles_left == 1'd1)) begin
						resetinserter_next_state <= 1'd0;
					end
				end
			end
		end
		default: begin
			core_datapath_loader_idle <= (~core_datapath_loader_start0);
			if (core_datapath_loader_start0) begin
				core_datapath_loader_tiles_left_resetinserter_next_value0 <= core_datapath_loader_tiles;
				core_datapath_loader_tiles_left_resetinserter_next_value_ce0 <= 1'd1;
				core_datapath_loader_slices_left_resetinserter_next_value1 <= core_datapath_loader_slices;
				core_datapath_loader_slices_left_resetinserter_next_value_ce1 <= 1'd1;
				resetinserter_next_state <= 1'd1;
			end
		end
	endcase
// synthesis translate_off
	dummy_d_5 <= dummy_s;
// synthesis translate_on
end
assign core_datapath_issue_plane_loop_count = core_datapath_issue_planes;
assign core_datapath_issue_slice_loop_count = core_datapath_issue_slices;
assign core_datapath_issue_plane_loop_begin = core_datapath_issue_begin;
assign core_datapath_issue_column_loop_begin = core_datapath_issue_begin;
assign core_datapath_issue_slice_loop_begin = core_datapath_issue_begin;
assign core_datapath_issue_turns = (core_datapath_issue_group0 == 3'd4);
assign core_datapath_issue_plane_number = core_datapath_issue_plane_loop_left;
assign core_datapath_issue_plane_loop_step = (core_datapath_issue_issued0 & (~core_datapath_issue_scale));
assign core_datapath_issue_column_ends = (core_datapath_issue_plane_loop_ends & (core_datapath_issue_turn == core_datapath_issue_turns));
assign core_datapath_issue_column_loop_step = core_datapath_issue_column_ends;
assign core_datapath_issue_slice_ends = core_datapath_issue_column_loop_ends;
assign core_datapath_issue_slice_loop_step = core_datapath_issue_slice_ends;
assign core_datapath_issue_tile_ends = core_datapath_issue_slice_loop_ends;
assign core_datapath_issue_ends0 = (core_datapath_issue_tile_ends & core_datapath_issue_last_tile);
assign core_datapath_issue_begin = core_datapath_issue_stage3;
assign core_datapath_issue_group1 = core_datapath_issue_group0;
assign core_datapath_issue_explicit1 = core_datapath_issue_explicit0;
assign core_datapath_issue_column = core_datapath_issue_plane_loop_ends;
assign core_datapath_issue_slice = core_datapath_issue_slice_ends;
assign core_datapath_issue_narrow0 = core_datapath_issue_narrow1;
assign core_datapath_issue_issued1 = (core_datapath_issue_column_ends & core_datapath_issue_slice_loop_last);
assign core_datapath_issue_taken1 = core_datapath_issue_taken0;
assign core_datapath_issue_closing = ((~core_datapath_issue_scale) & core_datapath_issue_plane_loop_last);
assign core_datapath_issue_replay = ((~core_datapath_issue_scale) & core_datapath_issue_turn);
assign core_datapath_issue_go = ((core_datapath_issue_active & core_datapath_issue_tables) & (~(core_datapath_issue_closing & (core_datapath_issue_held | core_datapath_issue_full1))));
assign core_datapath_issue_sink_ready = (core_datapath_issue_go & (~core_datapath_issue_replay));
assign core_datapath_issue_consumed = (core_datapath_issue_sink_ready & core_datapath_issue_sink_valid);
assign core_datapath_issue_issued0 = (core_datapath_issue_go & (core_datapath_issue_sink_valid | core_datapath_issue_replay));

// synthesis translate_off
reg dummy_d_6;
// synthesis translate_on
always @(*) begin
	core_datapath_issue_stall_tables <= 1'd0;
	core_datapath_issue_stall_output <= 1'd0;
	core_datapath_issue_stall_weights <= 1'd0;
	core_datapath_issue_stall_issue <= 1'd0;
	if (core_datapath_issue_active) begin
		core_datapath_issue_stall_tables <= (~core_datapath_issue_tables);
		core_datapath_issue_stall_output <= ((core_datapath_issue_tables & core_datapath_issue_closing) & core_datapath_issue_full1);
		core_datapath_issue_stall_issue <= ((core_datapath_issue_tables & (~(core_datapath_issue_closing & core_datapath_issue_full1))) & ((core_datapath_issue_closing & core_datapath_issue_held) | core_datapath_issue_replay));
		core_datapath_issue_stall_weights <= (core_datapath_issue_sink_ready & (~core_datapath_issue_sink_valid));
	end
// synthesis translate_off
	dummy_d_6 <= dummy_s;
// synthesis translate_on
end
assign core_datapath_issue_scaled = (core_datapath_issue_group0 != 1'd0);
assign core_datapath_issue_block_loop_step = core_datapath_issue_column_ends;
assign core_datapath_issue_block_loop_begin = (core_datapath_issue_slice_ends | core_datapath_issue_begin);
assign core_datapath_issue_ends1 = (core_datapath_issue_column_ends & (core_datapath_issue_block_loop_last | core_datapath_issue_column_loop_last));
assign core_datapath_issue_scale_slot = core_datapath_issue_slot;

// synthesis translate_off
reg dummy_d_7;
// synthesis translate_on
always @(*) begin
	core_datapath_issue_self <= 1'd0;
	if ((core_datapath_issue_slice_ends & (core_datapath_issue_bank == 1'd0))) begin
		core_datapath_issue_self <= 1'd1;
	end
// synthesis translate_off
	dummy_d_7 <= dummy_s;
// synthesis translate_on
end
assign core_datapath_issue_release = core_datapath_issue_stage35;
assign core_datapath_issue_plane_loop_ends = (core_datapath_issue_plane_loop_step & core_datapath_issue_plane_loop_last);
assign core_datapath_issue_column_loop_ends = (core_datapath_issue_column_loop_step & core_datapath_issue_column_loop_last);
assign core_datapath_issue_slice_loop_ends = (core_datapath_issue_slice_loop_step & core_datapath_issue_slice_loop_last);
assign core_datapath_issue_scarce = (core_datapath_issue_places < 3'd4);
assign core_datapath_issue_block_loop_ends = (core_datapath_issue_block_loop_step & core_datapath_issue_block_loop_last);
assign core_datapath_datapath_two = (core_datapath_datapath_explicit ? comb_rhs_self0 : comb_rhs_self1);

// synthesis translate_off
reg dummy_d_8;
// synthesis translate_on
always @(*) begin
	core_datapath_datapath_partner <= 2'd0;
	if (core_datapath_datapath_two) begin
		core_datapath_datapath_partner <= ((core_datapath_datapath_group == 2'd2) ? 1'd1 : 2'd2);
	end
// synthesis translate_off
	dummy_d_8 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_9;
// synthesis translate_on
always @(*) begin
	core_datapath_datapath_mine0 <= 4'd0;
	core_datapath_datapath_mine0 <= ((core_datapath_datapath_group == 2'd2) ? (core_datapath_datapath_mine1 <<< 2'd2) : (core_datapath_datapath_mine1 <<< 1'd1));
	if ((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0)) begin
		core_datapath_datapath_mine0 <= (core_datapath_datapath_explicit ? comb_t_self0 : comb_t_self1);
	end
// synthesis translate_off
	dummy_d_9 <= dummy_s;
// synthesis translate_on
end
assign core_datapath_datapath_count = (core_datapath_datapath_explicit ? comb_rhs_self2 : comb_rhs_self3);
assign core_datapath_datapath_twice = (core_datapath_datapath_group == 3'd4);
assign core_datapath_datapath_lanes = (core_datapath_datapath_explicit ? 2'd2 : 1'd1);
assign core_datapath_datapath_result = ((core_datapath_datapath_record11_valid & core_datapath_datapath_record11_last) & core_datapath_datapath_record11_final);
assign core_datapath_datapath_replay_keep = (~{(core_datapath_issue_turns & (~core_datapath_issue_turn)), (core_datapath_issue_turns & core_datapath_issue_turn)});
assign core_datapath_datapath_replay_writer_we = (core_datapath_issue_turns & (~core_datapath_issue_turn));
assign core_datapath_datapath_replay_writer_adr = core_datapath_issue_plane_number;
assign core_datapath_datapath_replay_writer_dat_w = core_datapath_issue_sink_payload_data[127:0];
assign core_datapath_datapath_replay_reader_adr = core_datapath_issue_plane_number;

// synthesis translate_off
reg dummy_d_10;
// synthesis translate_on
always @(*) begin
	core_datapath_datapath_replay_word <= 128'd0;
	core_datapath_datapath_replay_word <= core_datapath_issue_sink_payload_data[127:0];
	if (core_datapath_issue_turn) begin
		core_datapath_datapath_replay_word <= core_datapath_datapath_replay_reader_dat_r;
	end
// synthesis translate_off
	dummy_d_10 <= dummy_s;
// synthesis translate_on
end
assign core_datapath_datapath_scale_writer_we = core_datapath_datapath_scale_we;
assign core_datapath_datapath_scale_writer_adr = core_datapath_datapath_scale_slot;
assign core_datapath_datapath_scale_writer_dat_w = core_datapath_datapath_scale_data;
assign core_datapath_datapath_scale_reader_adr = core_datapath_datapath_record3_slot1;
assign core_datapath_datapath_rowparameters0_first_writer_we = core_datapath_piece_write_we[0];
assign core_datapath_datapath_rowparameters0_first_writer_adr = {core_datapath_piece_write_bank, core_datapath_piece_write_piece};
assign core_datapath_datapath_rowparameters0_first_writer_dat_w = {core_datapath_piece_write_shift, core_datapath_piece_write_zero};
assign core_datapath_datapath_rowparameters0_first_reader_adr = {core_datapath_datapath_record1_bank1, core_datapath_datapath_record1_turn1, core_datapath_datapath_record1_piece};
assign core_datapath_datapath_rowparameters0_other_writer_we = core_datapath_piece_write_we[0];
assign core_datapath_datapath_rowparameters0_other_writer_adr = {core_datapath_piece_write_bank, core_datapath_piece_write_piece};
assign core_datapath_datapath_rowparameters0_other_writer_dat_w = core_datapath_piece_write_other;
assign core_datapath_datapath_rowparameters0_other_reader_adr = {core_datapath_datapath_record1_bank1, core_datapath_datapath_record1_turn1, core_datapath_datapath_record1_other};
assign core_datapath_datapath_rowparameters0_coarse0 = core_datapath_datapath_rowparameters0_now0[4:3];
assign core_datapath_datapath_rowparameters0_coarse1 = core_datapath_datapath_rowparameters0_now1[4:3];
assign core_datapath_datapath_lookuprow0_we0 = (core_datapath_datapath_late_we[0] & core_datapath_datapath_late_segments[0]);
assign core_datapath_datapath_lookuprow0_memory0_we = core_datapath_datapath_lookuprow0_we0;
assign core_datapath_datapath_lookuprow0_memory0_dat_w = core_datapath_datapath_late_data[7:0];
assign core_datapath_datapath_lookuprow0_memory0_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses0};
assign core_datapath_datapath_lookuprow0_read0 = core_datapath_datapath_lookuprow0_memory0_dat_r;
assign core_datapath_datapath_lookuprow0_memory1_we = core_datapath_datapath_lookuprow0_we0;
assign core_datapath_datapath_lookuprow0_memory1_dat_w = core_datapath_datapath_late_data[15:8];
assign core_datapath_datapath_lookuprow0_memory1_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses1};
assign core_datapath_datapath_lookuprow0_read1 = core_datapath_datapath_lookuprow0_memory1_dat_r;
assign core_datapath_datapath_lookuprow0_memory2_we = core_datapath_datapath_lookuprow0_we0;
assign core_datapath_datapath_lookuprow0_memory2_dat_w = core_datapath_datapath_late_data[23:16];
assign core_datapath_datapath_lookuprow0_memory2_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses2};
assign core_datapath_datapath_lookuprow0_read2 = core_datapath_datapath_lookuprow0_memory2_dat_r;
assign core_datapath_datapath_lookuprow0_memory3_we = core_datapath_datapath_lookuprow0_we0;
assign core_datapath_datapath_lookuprow0_memory3_dat_w = core_datapath_datapath_late_data[31:24];
assign core_datapath_datapath_lookuprow0_memory3_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses3};
assign core_datapath_datapath_lookuprow0_read3 = core_datapath_datapath_lookuprow0_memory3_dat_r;
assign core_datapath_datapath_lookuprow0_memory4_we = core_datapath_datapath_lookuprow0_we0;
assign core_datapath_datapath_lookuprow0_memory4_dat_w = core_datapath_datapath_late_data[39:32];
assign core_datapath_datapath_lookuprow0_memory4_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses4};
assign core_datapath_datapath_lookuprow0_read4 = core_datapath_datapath_lookuprow0_memory4_dat_r;
assign core_datapath_datapath_lookuprow0_memory5_we = core_datapath_datapath_lookuprow0_we0;
assign core_datapath_datapath_lookuprow0_memory5_dat_w = core_datapath_datapath_late_data[47:40];
assign core_datapath_datapath_lookuprow0_memory5_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses5};
assign core_datapath_datapath_lookuprow0_read5 = core_datapath_datapath_lookuprow0_memory5_dat_r;
assign core_datapath_datapath_lookuprow0_memory6_we = core_datapath_datapath_lookuprow0_we0;
assign core_datapath_datapath_lookuprow0_memory6_dat_w = core_datapath_datapath_late_data[55:48];
assign core_datapath_datapath_lookuprow0_memory6_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses6};
assign core_datapath_datapath_lookuprow0_read6 = core_datapath_datapath_lookuprow0_memory6_dat_r;
assign core_datapath_datapath_lookuprow0_we1 = (core_datapath_datapath_late_we[0] & core_datapath_datapath_late_segments[1]);
assign core_datapath_datapath_lookuprow0_memory7_we = core_datapath_datapath_lookuprow0_we1;
assign core_datapath_datapath_lookuprow0_memory7_dat_w = core_datapath_datapath_late_data[7:0];
assign core_datapath_datapath_lookuprow0_memory7_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses7};
assign core_datapath_datapath_lookuprow0_read7 = core_datapath_datapath_lookuprow0_memory7_dat_r;
assign core_datapath_datapath_lookuprow0_memory8_we = core_datapath_datapath_lookuprow0_we1;
assign core_datapath_datapath_lookuprow0_memory8_dat_w = core_datapath_datapath_late_data[15:8];
assign core_datapath_datapath_lookuprow0_memory8_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses8};
assign core_datapath_datapath_lookuprow0_read8 = core_datapath_datapath_lookuprow0_memory8_dat_r;
assign core_datapath_datapath_lookuprow0_memory9_we = core_datapath_datapath_lookuprow0_we1;
assign core_datapath_datapath_lookuprow0_memory9_dat_w = core_datapath_datapath_late_data[23:16];
assign core_datapath_datapath_lookuprow0_memory9_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses9};
assign core_datapath_datapath_lookuprow0_read9 = core_datapath_datapath_lookuprow0_memory9_dat_r;
assign core_datapath_datapath_lookuprow0_memory10_we = core_datapath_datapath_lookuprow0_we1;
assign core_datapath_datapath_lookuprow0_memory10_dat_w = core_datapath_datapath_late_data[31:24];
assign core_datapath_datapath_lookuprow0_memory10_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses10};
assign core_datapath_datapath_lookuprow0_read10 = core_datapath_datapath_lookuprow0_memory10_dat_r;
assign core_datapath_datapath_lookuprow0_memory11_we = core_datapath_datapath_lookuprow0_we1;
assign core_datapath_datapath_lookuprow0_memory11_dat_w = core_datapath_datapath_late_data[39:32];
assign core_datapath_datapath_lookuprow0_memory11_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses11};
assign core_datapath_datapath_lookuprow0_read11 = core_datapath_datapath_lookuprow0_memory11_dat_r;
assign core_datapath_datapath_lookuprow0_memory12_we = core_datapath_datapath_lookuprow0_we1;
assign core_datapath_datapath_lookuprow0_memory12_dat_w = core_datapath_datapath_late_data[47:40];
assign core_datapath_datapath_lookuprow0_memory12_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses12};
assign core_datapath_datapath_lookuprow0_read12 = core_datapath_datapath_lookuprow0_memory12_dat_r;
assign core_datapath_datapath_lookuprow0_memory13_we = core_datapath_datapath_lookuprow0_we1;
assign core_datapath_datapath_lookuprow0_memory13_dat_w = core_datapath_datapath_late_data[55:48];
assign core_datapath_datapath_lookuprow0_memory13_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses13};
assign core_datapath_datapath_lookuprow0_read13 = core_datapath_datapath_lookuprow0_memory13_dat_r;
assign core_datapath_datapath_lookuprow0_we2 = (core_datapath_datapath_late_we[0] & core_datapath_datapath_late_segments[2]);
assign core_datapath_datapath_lookuprow0_memory14_we = core_datapath_datapath_lookuprow0_we2;
assign core_datapath_datapath_lookuprow0_memory14_dat_w = core_datapath_datapath_late_data[7:0];
assign core_datapath_datapath_lookuprow0_memory14_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses14};
assign core_datapath_datapath_lookuprow0_read14 = core_datapath_datapath_lookuprow0_memory14_dat_r;
assign core_datapath_datapath_lookuprow0_memory15_we = core_datapath_datapath_lookuprow0_we2;
assign core_datapath_datapath_lookuprow0_memory15_dat_w = core_datapath_datapath_late_data[15:8];
assign core_datapath_datapath_lookuprow0_memory15_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses15};
assign core_datapath_datapath_lookuprow0_read15 = core_datapath_datapath_lookuprow0_memory15_dat_r;
assign core_datapath_datapath_lookuprow0_memory16_we = core_datapath_datapath_lookuprow0_we2;
assign core_datapath_datapath_lookuprow0_memory16_dat_w = core_datapath_datapath_late_data[23:16];
assign core_datapath_datapath_lookuprow0_memory16_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses16};
assign core_datapath_datapath_lookuprow0_read16 = core_datapath_datapath_lookuprow0_memory16_dat_r;
assign core_datapath_datapath_lookuprow0_memory17_we = core_datapath_datapath_lookuprow0_we2;
assign core_datapath_datapath_lookuprow0_memory17_dat_w = core_datapath_datapath_late_data[31:24];
assign core_datapath_datapath_lookuprow0_memory17_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses17};
assign core_datapath_datapath_lookuprow0_read17 = core_datapath_datapath_lookuprow0_memory17_dat_r;
assign core_datapath_datapath_lookuprow0_memory18_we = core_datapath_datapath_lookuprow0_we2;
assign core_datapath_datapath_lookuprow0_memory18_dat_w = core_datapath_datapath_late_data[39:32];
assign core_datapath_datapath_lookuprow0_memory18_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses18};
assign core_datapath_datapath_lookuprow0_read18 = core_datapath_datapath_lookuprow0_memory18_dat_r;
assign core_datapath_datapath_lookuprow0_memory19_we = core_datapath_datapath_lookuprow0_we2;
assign core_datapath_datapath_lookuprow0_memory19_dat_w = core_datapath_datapath_late_data[47:40];
assign core_datapath_datapath_lookuprow0_memory19_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses19};
assign core_datapath_datapath_lookuprow0_read19 = core_datapath_datapath_lookuprow0_memory19_dat_r;
assign core_datapath_datapath_lookuprow0_memory20_we = core_datapath_datapath_lookuprow0_we2;
assign core_datapath_datapath_lookuprow0_memory20_dat_w = core_datapath_datapath_late_data[55:48];
assign core_datapath_datapath_lookuprow0_memory20_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses20};
assign core_datapath_datapath_lookuprow0_read20 = core_datapath_datapath_lookuprow0_memory20_dat_r;
assign core_datapath_datapath_lookuprow0_we3 = (core_datapath_datapath_late_we[0] & core_datapath_datapath_late_segments[3]);
assign core_datapath_datapath_lookuprow0_memory21_we = core_datapath_datapath_lookuprow0_we3;
assign core_datapath_datapath_lookuprow0_memory21_dat_w = core_datapath_datapath_late_data[7:0];
assign core_datapath_datapath_lookuprow0_memory21_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses21};
assign core_datapath_datapath_lookuprow0_read21 = core_datapath_datapath_lookuprow0_memory21_dat_r;
assign core_datapath_datapath_lookuprow0_memory22_we = core_datapath_datapath_lookuprow0_we3;
assign core_datapath_datapath_lookuprow0_memory22_dat_w = core_datapath_datapath_late_data[15:8];
assign core_datapath_datapath_lookuprow0_memory22_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses22};
assign core_datapath_datapath_lookuprow0_read22 = core_datapath_datapath_lookuprow0_memory22_dat_r;
assign core_datapath_datapath_lookuprow0_memory23_we = core_datapath_datapath_lookuprow0_we3;
assign core_datapath_datapath_lookuprow0_memory23_dat_w = core_datapath_datapath_late_data[23:16];
assign core_datapath_datapath_lookuprow0_memory23_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses23};
assign core_datapath_datapath_lookuprow0_read23 = core_datapath_datapath_lookuprow0_memory23_dat_r;
assign core_datapath_datapath_lookuprow0_memory24_we = core_datapath_datapath_lookuprow0_we3;
assign core_datapath_datapath_lookuprow0_memory24_dat_w = core_datapath_datapath_late_data[31:24];
assign core_datapath_datapath_lookuprow0_memory24_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses24};
assign core_datapath_datapath_lookuprow0_read24 = core_datapath_datapath_lookuprow0_memory24_dat_r;
assign core_datapath_datapath_lookuprow0_memory25_we = core_datapath_datapath_lookuprow0_we3;
assign core_datapath_datapath_lookuprow0_memory25_dat_w = core_datapath_datapath_late_data[39:32];
assign core_datapath_datapath_lookuprow0_memory25_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses25};
assign core_datapath_datapath_lookuprow0_read25 = core_datapath_datapath_lookuprow0_memory25_dat_r;
assign core_datapath_datapath_lookuprow0_memory26_we = core_datapath_datapath_lookuprow0_we3;
assign core_datapath_datapath_lookuprow0_memory26_dat_w = core_datapath_datapath_late_data[47:40];
assign core_datapath_datapath_lookuprow0_memory26_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses26};
assign core_datapath_datapath_lookuprow0_read26 = core_datapath_datapath_lookuprow0_memory26_dat_r;
assign core_datapath_datapath_lookuprow0_memory27_we = core_datapath_datapath_lookuprow0_we3;
assign core_datapath_datapath_lookuprow0_memory27_dat_w = core_datapath_datapath_late_data[55:48];
assign core_datapath_datapath_lookuprow0_memory27_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses27};
assign core_datapath_datapath_lookuprow0_read27 = core_datapath_datapath_lookuprow0_memory27_dat_r;
assign core_datapath_datapath_rowepilogue0_lower0 = (core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue0_combined0[7:1]);
assign core_datapath_datapath_rowepilogue0_upper0 = ((core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (core_datapath_datapath_rowepilogue0_combined0 >>> 4'd8)) + core_datapath_datapath_lookuprow0_total6);
assign core_datapath_datapath_rowepilogue0_lower1 = (core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue0_combined1[7:1]);
assign core_datapath_datapath_rowepilogue0_upper1 = ((core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (core_datapath_datapath_rowepilogue0_combined1 >>> 4'd8)) + core_datapath_datapath_lookuprow0_total13);
assign core_datapath_datapath_rowepilogue0_lower2 = (core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue0_combined2[7:1]);
assign core_datapath_datapath_rowepilogue0_upper2 = ((core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (core_datapath_datapath_rowepilogue0_combined2 >>> 4'd8)) + core_datapath_datapath_lookuprow0_total20);
assign core_datapath_datapath_rowepilogue0_lower3 = (core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue0_combined3[7:1]);
assign core_datapath_datapath_rowepilogue0_upper3 = ((core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (core_datapath_datapath_rowepilogue0_combined3 >>> 4'd8)) + core_datapath_datapath_lookuprow0_total27);
assign core_datapath_datapath_rowepilogue0_difference0 = (core_datapath_datapath_rowepilogue0_totals0 - core_datapath_datapath_rowparameters0_subtract0);
assign core_datapath_datapath_rowepilogue0_difference1 = (core_datapath_datapath_rowepilogue0_totals1 - core_datapath_datapath_rowparameters0_subtract1);
assign core_datapath_datapath_rowepilogue0_old_reader_adr = core_datapath_datapath_record8_column;
assign core_datapath_datapath_rowepilogue0_old_writer_adr = core_datapath_datapath_record11_column;
assign core_datapath_datapath_rowepilogue0_old_writer_dat_w = core_datapath_datapath_rowepilogue0_new;
assign core_datapath_datapath_rowepilogue0_old_writer_we = core_datapath_datapath_rowepilogue0_write;
assign core_datapath_datapath_rowepilogue0_ready_reader_adr = core_datapath_datapath_place1;
assign core_datapath_datapath_rowepilogue0_ready_writer_adr = core_datapath_datapath_place0;
assign core_datapath_datapath_rowepilogue0_ready_writer_dat_w = core_datapath_datapath_rowepilogue0_new;
assign core_datapath_datapath_rowepilogue0_ready_writer_we = (core_datapath_datapath_result & core_datapath_datapath_row_enable0);
assign core_datapath_datapath_rowepilogue0_write = ((core_datapath_datapath_record11_valid & core_datapath_datapath_record11_last) & core_datapath_datapath_row_enable0);
assign core_datapath_datapath_rowparameters1_first_writer_we = core_datapath_piece_write_we[1];
assign core_datapath_datapath_rowparameters1_first_writer_adr = {core_datapath_piece_write_bank, core_datapath_piece_write_piece};
assign core_datapath_datapath_rowparameters1_first_writer_dat_w = {core_datapath_piece_write_shift, core_datapath_piece_write_zero};
assign core_datapath_datapath_rowparameters1_first_reader_adr = {core_datapath_datapath_record1_bank1, core_datapath_datapath_record1_turn1, core_datapath_datapath_record1_piece};
assign core_datapath_datapath_rowparameters1_other_writer_we = core_datapath_piece_write_we[1];
assign core_datapath_datapath_rowparameters1_other_writer_adr = {core_datapath_piece_write_bank, core_datapath_piece_write_piece};
assign core_datapath_datapath_rowparameters1_other_writer_dat_w = core_datapath_piece_write_other;
assign core_datapath_datapath_rowparameters1_other_reader_adr = {core_datapath_datapath_record1_bank1, core_datapath_datapath_record1_turn1, core_datapath_datapath_record1_other};
assign core_datapath_datapath_rowparameters1_coarse0 = core_datapath_datapath_rowparameters1_now0[4:3];
assign core_datapath_datapath_rowparameters1_coarse1 = core_datapath_datapath_rowparameters1_now1[4:3];
assign core_datapath_datapath_lookuprow1_we0 = (core_datapath_datapath_late_we[1] & core_datapath_datapath_late_segments[0]);
assign core_datapath_datapath_lookuprow1_memory28_we = core_datapath_datapath_lookuprow1_we0;
assign core_datapath_datapath_lookuprow1_memory28_dat_w = core_datapath_datapath_late_data[7:0];
assign core_datapath_datapath_lookuprow1_memory28_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses0};
assign core_datapath_datapath_lookuprow1_read0 = core_datapath_datapath_lookuprow1_memory28_dat_r;
assign core_datapath_datapath_lookuprow1_memory29_we = core_datapath_datapath_lookuprow1_we0;
assign core_datapath_datapath_lookuprow1_memory29_dat_w = core_datapath_datapath_late_data[15:8];
assign core_datapath_datapath_lookuprow1_memory29_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses1};
assign core_datapath_datapath_lookuprow1_read1 = core_datapath_datapath_lookuprow1_memory29_dat_r;
assign core_datapath_datapath_lookuprow1_memory30_we = core_datapath_datapath_lookuprow1_we0;
assign core_datapath_datapath_lookuprow1_memory30_dat_w = core_datapath_datapath_late_data[23:16];
assign core_datapath_datapath_lookuprow1_memory30_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses2};
assign core_datapath_datapath_lookuprow1_read2 = core_datapath_datapath_lookuprow1_memory30_dat_r;
assign core_datapath_datapath_lookuprow1_memory31_we = core_datapath_datapath_lookuprow1_we0;
assign core_datapath_datapath_lookuprow1_memory31_dat_w = core_datapath_datapath_late_data[31:24];
assign core_datapath_datapath_lookuprow1_memory31_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses3};
assign core_datapath_datapath_lookuprow1_read3 = core_datapath_datapath_lookuprow1_memory31_dat_r;
assign core_datapath_datapath_lookuprow1_memory32_we = core_datapath_datapath_lookuprow1_we0;
assign core_datapath_datapath_lookuprow1_memory32_dat_w = core_datapath_datapath_late_data[39:32];
assign core_datapath_datapath_lookuprow1_memory32_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses4};
assign core_datapath_datapath_lookuprow1_read4 = core_datapath_datapath_lookuprow1_memory32_dat_r;
assign core_datapath_datapath_lookuprow1_memory33_we = core_datapath_datapath_lookuprow1_we0;
assign core_datapath_datapath_lookuprow1_memory33_dat_w = core_datapath_datapath_late_data[47:40];
assign core_datapath_datapath_lookuprow1_memory33_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses5};
assign core_datapath_datapath_lookuprow1_read5 = core_datapath_datapath_lookuprow1_memory33_dat_r;
assign core_datapath_datapath_lookuprow1_memory34_we = core_datapath_datapath_lookuprow1_we0;
assign core_datapath_datapath_lookuprow1_memory34_dat_w = core_datapath_datapath_late_data[55:48];
assign core_datapath_datapath_lookuprow1_memory34_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses6};
assign core_datapath_datapath_lookuprow1_read6 = core_datapath_datapath_lookuprow1_memory34_dat_r;
assign core_datapath_datapath_lookuprow1_we1 = (core_datapath_datapath_late_we[1] & core_datapath_datapath_late_segments[1]);
assign core_datapath_datapath_lookuprow1_memory35_we = core_datapath_datapath_lookuprow1_we1;
assign core_datapath_datapath_lookuprow1_memory35_dat_w = core_datapath_datapath_late_data[7:0];
assign core_datapath_datapath_lookuprow1_memory35_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses7};
assign core_datapath_datapath_lookuprow1_read7 = core_datapath_datapath_lookuprow1_memory35_dat_r;
assign core_datapath_datapath_lookuprow1_memory36_we = core_datapath_datapath_lookuprow1_we1;
assign core_datapath_datapath_lookuprow1_memory36_dat_w = core_datapath_datapath_late_data[15:8];
assign core_datapath_datapath_lookuprow1_memory36_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses8};
assign core_datapath_datapath_lookuprow1_read8 = core_datapath_datapath_lookuprow1_memory36_dat_r;
assign core_datapath_datapath_lookuprow1_memory37_we = core_datapath_datapath_lookuprow1_we1;
assign core_datapath_datapath_lookuprow1_memory37_dat_w = core_datapath_datapath_late_data[23:16];
assign core_datapath_datapath_lookuprow1_memory37_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses9};
assign core_datapath_datapath_lookuprow1_read9 = core_datapath_datapath_lookuprow1_memory37_dat_r;
assign core_datapath_datapath_lookuprow1_memory38_we = core_datapath_datapath_lookuprow1_we1;
assign core_datapath_datapath_lookuprow1_memory38_dat_w = core_datapath_datapath_late_data[31:24];
assign core_datapath_datapath_lookuprow1_memory38_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses10};
assign core_datapath_datapath_lookuprow1_read10 = core_datapath_datapath_lookuprow1_memory38_dat_r;
assign core_datapath_datapath_lookuprow1_memory39_we = core_datapath_datapath_lookuprow1_we1;
assign core_datapath_datapath_lookuprow1_memory39_dat_w = core_datapath_datapath_late_data[39:32];
assign core_datapath_datapath_lookuprow1_memory39_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses11};
assign core_datapath_datapath_lookuprow1_read11 = core_datapath_datapath_lookuprow1_memory39_dat_r;
assign core_datapath_datapath_lookuprow1_memory40_we = core_datapath_datapath_lookuprow1_we1;
assign core_datapath_datapath_lookuprow1_memory40_dat_w = core_datapath_datapath_late_data[47:40];
assign core_datapath_datapath_lookuprow1_memory40_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses12};
assign core_datapath_datapath_lookuprow1_read12 = core_datapath_datapath_lookuprow1_memory40_dat_r;
assign core_datapath_datapath_lookuprow1_memory41_we = core_datapath_datapath_lookuprow1_we1;
assign core_datapath_datapath_lookuprow1_memory41_dat_w = core_datapath_datapath_late_data[55:48];
assign core_datapath_datapath_lookuprow1_memory41_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses13};
assign core_datapath_datapath_lookuprow1_read13 = core_datapath_datapath_lookuprow1_memory41_dat_r;
assign core_datapath_datapath_lookuprow1_we2 = (core_datapath_datapath_late_we[1] & core_datapath_datapath_late_segments[2]);
assign core_datapath_datapath_lookuprow1_memory42_we = core_datapath_datapath_lookuprow1_we2;
assign core_datapath_datapath_lookuprow1_memory42_dat_w = core_datapath_datapath_late_data[7:0];
assign core_datapath_datapath_lookuprow1_memory42_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses14};
assign core_datapath_datapath_lookuprow1_read14 = core_datapath_datapath_lookuprow1_memory42_dat_r;
assign core_datapath_datapath_lookuprow1_memory43_we = core_datapath_datapath_lookuprow1_we2;
assign core_datapath_datapath_lookuprow1_memory43_dat_w = core_datapath_datapath_late_data[15:8];
assign core_datapath_datapath_lookuprow1_memory43_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses15};
assign core_datapath_datapath_lookuprow1_read15 = core_datapath_datapath_lookuprow1_memory43_dat_r;
assign core_datapath_datapath_lookuprow1_memory44_we = core_datapath_datapath_lookuprow1_we2;
assign core_datapath_datapath_lookuprow1_memory44_dat_w = core_datapath_datapath_late_data[23:16];
assign core_datapath_datapath_lookuprow1_memory44_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses16};
assign core_datapath_datapath_lookuprow1_read16 = core_datapath_datapath_lookuprow1_memory44_dat_r;
assign core_datapath_datapath_lookuprow1_memory45_we = core_datapath_datapath_lookuprow1_we2;
assign core_datapath_datapath_lookuprow1_memory45_dat_w = core_datapath_datapath_late_data[31:24];
assign core_datapath_datapath_lookuprow1_memory45_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses17};
assign core_datapath_datapath_lookuprow1_read17 = core_datapath_datapath_lookuprow1_memory45_dat_r;
assign core_datapath_datapath_lookuprow1_memory46_we = core_datapath_datapath_lookuprow1_we2;
assign core_datapath_datapath_lookuprow1_memory46_dat_w = core_datapath_datapath_late_data[39:32];
assign core_datapath_datapath_lookuprow1_memory46_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses18};
assign core_datapath_datapath_lookuprow1_read18 = core_datapath_datapath_lookuprow1_memory46_dat_r;
assign core_datapath_datapath_lookuprow1_memory47_we = core_datapath_datapath_lookuprow1_we2;
assign core_datapath_datapath_lookuprow1_memory47_dat_w = core_datapath_datapath_late_data[47:40];
assign core_datapath_datapath_lookuprow1_memory47_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses19};
assign core_datapath_datapath_lookuprow1_read19 = core_datapath_datapath_lookuprow1_memory47_dat_r;
assign core_datapath_datapath_lookuprow1_memory48_we = core_datapath_datapath_lookuprow1_we2;
assign core_datapath_datapath_lookuprow1_memory48_dat_w = core_datapath_datapath_late_data[55:48];
assign core_datapath_datapath_lookuprow1_memory48_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses20};
assign core_datapath_datapath_lookuprow1_read20 = core_datapath_datapath_lookuprow1_memory48_dat_r;
assign core_datapath_datapath_lookuprow1_we3 = (core_datapath_datapath_late_we[1] & core_datapath_datapath_late_segments[3]);
assign core_datapath_datapath_lookuprow1_memory49_we = core_datapath_datapath_lookuprow1_we3;
assign core_datapath_datapath_lookuprow1_memory49_dat_w = core_datapath_datapath_late_data[7:0];
assign core_datapath_datapath_lookuprow1_memory49_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses21};
assign core_datapath_datapath_lookuprow1_read21 = core_datapath_datapath_lookuprow1_memory49_dat_r;
assign core_datapath_datapath_lookuprow1_memory50_we = core_datapath_datapath_lookuprow1_we3;
assign core_datapath_datapath_lookuprow1_memory50_dat_w = core_datapath_datapath_late_data[15:8];
assign core_datapath_datapath_lookuprow1_memory50_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses22};
assign core_datapath_datapath_lookuprow1_read22 = core_datapath_datapath_lookuprow1_memory50_dat_r;
assign core_datapath_datapath_lookuprow1_memory51_we = core_datapath_datapath_lookuprow1_we3;
assign core_datapath_datapath_lookuprow1_memory51_dat_w = core_datapath_datapath_late_data[23:16];
assign core_datapath_datapath_lookuprow1_memory51_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses23};
assign core_datapath_datapath_lookuprow1_read23 = core_datapath_datapath_lookuprow1_memory51_dat_r;
assign core_datapath_datapath_lookuprow1_memory52_we = core_datapath_datapath_lookuprow1_we3;
assign core_datapath_datapath_lookuprow1_memory52_dat_w = core_datapath_datapath_late_data[31:24];
assign core_datapath_datapath_lookuprow1_memory52_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses24};
assign core_datapath_datapath_lookuprow1_read24 = core_datapath_datapath_lookuprow1_memory52_dat_r;
assign core_datapath_datapath_lookuprow1_memory53_we = core_datapath_datapath_lookuprow1_we3;
assign core_datapath_datapath_lookuprow1_memory53_dat_w = core_datapath_datapath_late_data[39:32];
assign core_datapath_datapath_lookuprow1_memory53_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses25};
assign core_datapath_datapath_lookuprow1_read25 = core_datapath_datapath_lookuprow1_memory53_dat_r;
assign core_datapath_datapath_lookuprow1_memory54_we = core_datapath_datapath_lookuprow1_we3;
assign core_datapath_datapath_lookuprow1_memory54_dat_w = core_datapath_datapath_late_data[47:40];
assign core_datapath_datapath_lookuprow1_memory54_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses26};
assign core_datapath_datapath_lookuprow1_read26 = core_datapath_datapath_lookuprow1_memory54_dat_r;
assign core_datapath_datapath_lookuprow1_memory55_we = core_datapath_datapath_lookuprow1_we3;
assign core_datapath_datapath_lookuprow1_memory55_dat_w = core_datapath_datapath_late_data[55:48];
assign core_datapath_datapath_lookuprow1_memory55_adr = {core_datapath_issue_plane_bank, core_datapath_datapath_addresses27};
assign core_datapath_datapath_lookuprow1_read27 = core_datapath_datapath_lookuprow1_memory55_dat_r;
assign core_datapath_datapath_rowepilogue1_lower0 = (core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue1_combined0[7:1]);
assign core_datapath_datapath_rowepilogue1_upper0 = ((core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (core_datapath_datapath_rowepilogue1_combined0 >>> 4'd8)) + core_datapath_datapath_lookuprow1_total6);
assign core_datapath_datapath_rowepilogue1_lower1 = (core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue1_combined1[7:1]);
assign core_datapath_datapath_rowepilogue1_upper1 = ((core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (core_datapath_datapath_rowepilogue1_combined1 >>> 4'd8)) + core_datapath_datapath_lookuprow1_total13);
assign core_datapath_datapath_rowepilogue1_lower2 = (core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue1_combined2[7:1]);
assign core_datapath_datapath_rowepilogue1_upper2 = ((core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (core_datapath_datapath_rowepilogue1_combined2 >>> 4'd8)) + core_datapath_datapath_lookuprow1_total20);
assign core_datapath_datapath_rowepilogue1_lower3 = (core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue1_combined3[7:1]);
assign core_datapath_datapath_rowepilogue1_upper3 = ((core_datapath_datapath_record3_first0 ? $signed({1'd0, 1'd0}) : (core_datapath_datapath_rowepilogue1_combined3 >>> 4'd8)) + core_datapath_datapath_lookuprow1_total27);
assign core_datapath_datapath_rowepilogue1_difference0 = (core_datapath_datapath_rowepilogue1_totals0 - core_datapath_datapath_rowparameters1_subtract0);
assign core_datapath_datapath_rowepilogue1_difference1 = (core_datapath_datapath_rowepilogue1_totals1 - core_datapath_datapath_rowparameters1_subtract1);
assign core_datapath_datapath_rowepilogue1_old_reader_adr = core_datapath_datapath_record8_column;
assign core_datapath_datapath_rowepilogue1_old_writer_adr = core_datapath_datapath_record11_column;
assign core_datapath_datapath_rowepilogue1_old_writer_dat_w = core_datapath_datapath_rowepilogue1_new;
assign core_datapath_datapath_rowepilogue1_old_writer_we = core_datapath_datapath_rowepilogue1_write;
assign core_datapath_datapath_rowepilogue1_ready_reader_adr = core_datapath_datapath_place1;
assign core_datapath_datapath_rowepilogue1_ready_writer_adr = core_datapath_datapath_place0;
assign core_datapath_datapath_rowepilogue1_ready_writer_dat_w = core_datapath_datapath_rowepilogue1_new;
assign core_datapath_datapath_rowepilogue1_ready_writer_we = (core_datapath_datapath_result & core_datapath_datapath_row_enable1);
assign core_datapath_datapath_rowepilogue1_write = ((core_datapath_datapath_record11_valid & core_datapath_datapath_record11_last) & core_datapath_datapath_row_enable1);
assign core_datapath_datapath_drain_count = core_datapath_datapath_drain_columns;
assign core_datapath_datapath_drain_begin = core_datapath_datapath_drain_start;
assign core_datapath_datapath_drain_step1 = core_datapath_datapath_drain_taken;
assign core_datapath_datapath_drain_step0 = (((core_datapath_datapath_drain_active & core_datapath_datapath_drain_some) | core_datapath_datapath_drain_padding) & (~core_datapath_datapath_drain_hold1));
assign core_datapath_datapath_drain_ends0 = ((core_datapath_datapath_drain_quad == core_datapath_datapath_drain) & (core_datapath_datapath_drain_group == core_datapath_datapath_drain_last_group));
assign core_datapath_datapath_drain_taken = ((core_datapath_datapath_drain_step0 & core_datapath_datapath_drain_active) & core_datapath_datapath_drain_ends0);
assign core_datapath_datapath_drain_more = (core_datapath_datapath_drain_parts + comb_slice_proxy0[1:0]);
assign core_datapath_datapath_drain_index = core_datapath_datapath_drain_quad;
assign core_datapath_datapath_drain = comb_slice_proxy1[8:2];
assign core_datapath_datapath_drain_last_group = ((core_datapath_datapath_drain_rows1 == 1'd1) ? 1'd0 : ((core_datapath_datapath_drain_rows1 == 2'd2) ? 1'd0 : 1'd0));
assign core_datapath_datapath_drain_source_payload_data = core_datapath_datapath_drain_word;
assign core_datapath_datapath_drain_busy = (((core_datapath_datapath_drain_active | core_datapath_datapath_drain_padding) | (core_datapath_datapath_drain_reading != 1'd0)) | core_datapath_datapath_drain_source_valid);
assign core_datapath_datapath_drain_ends1 = (core_datapath_datapath_drain_step1 & core_datapath_datapath_drain_last);
assign core_control_busy = (core_control_rung | (~core_control_is_ongoing0));
assign core_control_run = ((~core_control_is_ongoing1) & (~core_control_is_ongoing2));
assign core_control_start1 = core_control_start0;
assign core_control_halt = (((((((((((core_control_keep0 | core_control_keep1) | core_control_keep2) | core_control_keep3) | core_control_keep4) | core_control_keep5) | core_control_keep6) | core_control_keep7) | core_control_keep8) | core_control_keep9) | core_control_keep10) | core_control_keep11);
assign core_control_flush1 = core_control_is_ongoing3;
assign core_control_empty = (((~core_control_loading) & (~core_control_computing)) & (~core_control_storing));
assign core_control_oldest0 = (~(core_control_loading ? (core_control_computing | core_control_storing) : (core_control_computing & core_control_storing)));
assign core_control_oldest1 = (~((core_control_loading & core_control_asked) ? (core_control_computing | core_control_storing) : (core_control_computing & core_control_storing)));
assign core_control_oldest2 = 1'd1;

// synthesis translate_off
reg dummy_d_11;
// synthesis translate_on
always @(*) begin
	core_fetch_take <= 1'd0;
	core_control_begin <= 1'd0;
	core_control_read <= 1'd0;
	core_control_is_ongoing0 <= 1'd0;
	core_control_is_ongoing1 <= 1'd0;
	core_control_is_ongoing2 <= 1'd0;
	core_control_is_ongoing3 <= 1'd0;
	core_control_is_ongoing4 <= 1'd0;
	core_control_is_ongoing5 <= 1'd0;
	control_next_state <= 3'd0;
	core_control_left_control_next_value0 <= 16'd0;
	core_control_left_control_next_value_ce0 <= 1'd0;
	core_control_code_control_next_value1 <= 8'd0;
	core_control_code_control_next_value_ce1 <= 1'd0;
	core_control_done_control_next_value2 <= 1'd0;
	core_control_done_control_next_value_ce2 <= 1'd0;
	core_control_settle_control_next_value3 <= 3'd0;
	core_control_settle_control_next_value_ce3 <= 1'd0;
	control_next_state <= control_state;
	case (control_state)
		1'd1: begin
			core_control_is_ongoing2 <= 1'd1;
			core_control_is_ongoing3 <= 1'd1;
			core_control_is_ongoing5 <= 1'd1;
			if (core_control_quiet1) begin
				core_control_done_control_next_value2 <= 1'd1;
				core_control_done_control_next_value_ce2 <= 1'd1;
				control_next_state <= 1'd0;
			end
		end
		2'd2: begin
			core_control_is_ongoing4 <= 1'd1;
			core_control_settle_control_next_value3 <= (core_control_settle + 1'd1);
			core_control_settle_control_next_value_ce3 <= 1'd1;
			if (core_control_start0) begin
				control_next_state <= 3'd4;
			end else begin
				if (core_control_checked) begin
					control_next_state <= 3'd6;
				end
			end
			if ((core_control_keep0 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep1 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep2 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep3 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd10;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep4 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd11;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep5 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd7;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep6 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep7 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep8 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep9 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep10 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep11 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd8;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		2'd3: begin
			core_control_settle_control_next_value3 <= 1'd0;
			core_control_settle_control_next_value_ce3 <= 1'd1;
			if (core_fetch_done) begin
				control_next_state <= 2'd2;
			end
			if ((core_control_keep0 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep1 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep2 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep3 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd10;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep4 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd11;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep5 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd7;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep6 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep7 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep8 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep9 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep10 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep11 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd8;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		3'd4: begin
			if ((core_control_loaded1 & (~core_control_loading))) begin
				core_control_left_control_next_value0 <= (core_control_left - 1'd1);
				core_control_left_control_next_value_ce0 <= 1'd1;
				if (core_control_last) begin
					control_next_state <= 3'd5;
				end else begin
					core_fetch_take <= 1'd1;
					control_next_state <= 2'd3;
				end
			end
			if ((core_control_keep0 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep1 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep2 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep3 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd10;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep4 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd11;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep5 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd7;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep6 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep7 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep8 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep9 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep10 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep11 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd8;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		3'd5: begin
			if (core_control_empty) begin
				core_control_done_control_next_value2 <= 1'd1;
				core_control_done_control_next_value_ce2 <= 1'd1;
				control_next_state <= 1'd0;
			end
			if ((core_control_keep0 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep1 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep2 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep3 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd10;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep4 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd11;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep5 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd7;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep6 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep7 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep8 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep9 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep10 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep11 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd8;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		3'd6: begin
			if (core_control_empty) begin
				core_control_code_control_next_value1 <= core_fetch_fault;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep0 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep1 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep2 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd5;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep3 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd10;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep4 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd11;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep5 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 3'd7;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep6 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep7 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 3'd6;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep8 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep9 & core_control_oldest1)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep10 & core_control_oldest0)) begin
				core_control_code_control_next_value1 <= 4'd9;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
			if ((core_control_keep11 & core_control_oldest2)) begin
				core_control_code_control_next_value1 <= 4'd8;
				core_control_code_control_next_value_ce1 <= 1'd1;
				control_next_state <= 1'd1;
			end
		end
		default: begin
			core_control_is_ongoing0 <= 1'd1;
			core_control_is_ongoing1 <= 1'd1;
			if (core_control_rung) begin
				core_control_begin <= 1'd1;
				core_control_left_control_next_value0 <= core_control_count;
				core_control_left_control_next_value_ce0 <= 1'd1;
				if ((core_control_program[5:0] != 1'd0)) begin
					core_control_code_control_next_value1 <= 3'd4;
					core_control_code_control_next_value_ce1 <= 1'd1;
					control_next_state <= 1'd1;
				end else begin
					core_control_read <= 1'd1;
					core_fetch_take <= 1'd1;
					core_control_code_control_next_value1 <= 1'd0;
					core_control_code_control_next_value_ce1 <= 1'd1;
					control_next_state <= 2'd3;
				end
			end
		end
	endcase
// synthesis translate_off
	dummy_d_11 <= dummy_s;
// synthesis translate_on
end
assign bridge_wants = (s_axil_awvalid & s_axil_wvalid);
assign bridge_csr_adr = bridge_index;
assign s_axil_bresp = (bridge_known ? 1'd0 : 2'd2);
assign s_axil_rresp = (bridge_known ? 1'd0 : 2'd2);

// synthesis translate_off
reg dummy_d_12;
// synthesis translate_on
always @(*) begin
	s_axil_awready <= 1'd0;
	s_axil_wready <= 1'd0;
	s_axil_bvalid <= 1'd0;
	s_axil_arready <= 1'd0;
	s_axil_rvalid <= 1'd0;
	bridge_csr_re <= 1'd0;
	bridge_csr_we <= 1'd0;
	next_state <= 3'd0;
	bridge_index_next_value0 <= 5'd0;
	bridge_index_next_value_ce0 <= 1'd0;
	bridge_known_next_value1 <= 1'd0;
	bridge_known_next_value_ce1 <= 1'd0;
	bridge_csr_dat_w_next_value2 <= 32'd0;
	bridge_csr_dat_w_next_value_ce2 <= 1'd0;
	bridge_r_payload_data_next_value3 <= 32'd0;
	bridge_r_payload_data_next_value_ce3 <= 1'd0;
	next_state <= state;
	case (state)
		1'd1: begin
			bridge_csr_we <= bridge_known;
			next_state <= 2'd2;
		end
		2'd2: begin
			s_axil_bvalid <= 1'd1;
			if (s_axil_bready) begin
				next_state <= 1'd0;
			end
		end
		2'd3: begin
			bridge_csr_re <= bridge_known;
			next_state <= 3'd4;
		end
		3'd4: begin
			bridge_r_payload_data_next_value3 <= (bridge_known ? bridge_csr_dat_r : 1'd0);
			bridge_r_payload_data_next_value_ce3 <= 1'd1;
			next_state <= 3'd5;
		end
		3'd5: begin
			s_axil_rvalid <= 1'd1;
			if (s_axil_rready) begin
				next_state <= 1'd0;
			end
		end
		default: begin
			if (bridge_wants) begin
				s_axil_awready <= 1'd1;
				s_axil_wready <= 1'd1;
				bridge_index_next_value0 <= s_axil_awaddr[15:2];
				bridge_index_next_value_ce0 <= 1'd1;
				bridge_known_next_value1 <= (((s_axil_awaddr[15:2] < 5'd21) & (s_axil_awaddr[1:0] == 1'd0)) & (s_axil_wstrb == 4'd15));
				bridge_known_next_value_ce1 <= 1'd1;
				bridge_csr_dat_w_next_value2 <= s_axil_wdata;
				bridge_csr_dat_w_next_value_ce2 <= 1'd1;
				next_state <= 1'd1;
			end else begin
				if (s_axil_arvalid) begin
					s_axil_arready <= 1'd1;
					bridge_index_next_value0 <= s_axil_araddr[15:2];
					bridge_index_next_value_ce0 <= 1'd1;
					bridge_known_next_value1 <= (((s_axil_araddr[15:2] < 5'd21) & (s_axil_araddr[1:0] == 1'd0)) & 1'd1);
					bridge_known_next_value_ce1 <= 1'd1;
					next_state <= 2'd3;
				end
			end
		end
	endcase
// synthesis translate_off
	dummy_d_12 <= dummy_s;
// synthesis translate_on
end
assign sel = (adr[13:9] == 1'd0);
assign magic_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_13;
// synthesis translate_on
always @(*) begin
	magic_re <= 1'd0;
	magic_we <= 1'd0;
	if ((sel & (adr[8:0] == 1'd0))) begin
		magic_re <= we;
		magic_we <= re;
	end
// synthesis translate_off
	dummy_d_13 <= dummy_s;
// synthesis translate_on
end
assign version_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_14;
// synthesis translate_on
always @(*) begin
	version_re <= 1'd0;
	version_we <= 1'd0;
	if ((sel & (adr[8:0] == 1'd1))) begin
		version_re <= we;
		version_we <= re;
	end
// synthesis translate_off
	dummy_d_14 <= dummy_s;
// synthesis translate_on
end
assign digest_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_15;
// synthesis translate_on
always @(*) begin
	digest_re <= 1'd0;
	digest_we <= 1'd0;
	if ((sel & (adr[8:0] == 2'd2))) begin
		digest_re <= we;
		digest_we <= re;
	end
// synthesis translate_off
	dummy_d_15 <= dummy_s;
// synthesis translate_on
end
assign control0_r = dat_w[0];

// synthesis translate_off
reg dummy_d_16;
// synthesis translate_on
always @(*) begin
	control0_re <= 1'd0;
	control0_we <= 1'd0;
	if ((sel & (adr[8:0] == 2'd3))) begin
		control0_re <= we;
		control0_we <= re;
	end
// synthesis translate_off
	dummy_d_16 <= dummy_s;
// synthesis translate_on
end
assign program0_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_17;
// synthesis translate_on
always @(*) begin
	program0_re <= 1'd0;
	program0_we <= 1'd0;
	if ((sel & (adr[8:0] == 3'd4))) begin
		program0_re <= we;
		program0_we <= re;
	end
// synthesis translate_off
	dummy_d_17 <= dummy_s;
// synthesis translate_on
end
assign count0_r = dat_w[15:0];

// synthesis translate_off
reg dummy_d_18;
// synthesis translate_on
always @(*) begin
	count0_re <= 1'd0;
	count0_we <= 1'd0;
	if ((sel & (adr[8:0] == 3'd5))) begin
		count0_re <= we;
		count0_we <= re;
	end
// synthesis translate_off
	dummy_d_18 <= dummy_s;
// synthesis translate_on
end
assign status_r = dat_w[15:0];

// synthesis translate_off
reg dummy_d_19;
// synthesis translate_on
always @(*) begin
	status_re <= 1'd0;
	status_we <= 1'd0;
	if ((sel & (adr[8:0] == 3'd6))) begin
		status_re <= we;
		status_we <= re;
	end
// synthesis translate_off
	dummy_d_19 <= dummy_s;
// synthesis translate_on
end
assign completed_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_20;
// synthesis translate_on
always @(*) begin
	completed_re <= 1'd0;
	completed_we <= 1'd0;
	if ((sel & (adr[8:0] == 3'd7))) begin
		completed_re <= we;
		completed_we <= re;
	end
// synthesis translate_off
	dummy_d_20 <= dummy_s;
// synthesis translate_on
end
assign cycles_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_21;
// synthesis translate_on
always @(*) begin
	cycles_re <= 1'd0;
	cycles_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd8))) begin
		cycles_re <= we;
		cycles_we <= re;
	end
// synthesis translate_off
	dummy_d_21 <= dummy_s;
// synthesis translate_on
end
assign stream_words_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_22;
// synthesis translate_on
always @(*) begin
	stream_words_re <= 1'd0;
	stream_words_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd9))) begin
		stream_words_re <= we;
		stream_words_we <= re;
	end
// synthesis translate_off
	dummy_d_22 <= dummy_s;
// synthesis translate_on
end
assign stall_weights_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_23;
// synthesis translate_on
always @(*) begin
	stall_weights_re <= 1'd0;
	stall_weights_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd10))) begin
		stall_weights_re <= we;
		stall_weights_we <= re;
	end
// synthesis translate_off
	dummy_d_23 <= dummy_s;
// synthesis translate_on
end
assign stall_tables_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_24;
// synthesis translate_on
always @(*) begin
	stall_tables_re <= 1'd0;
	stall_tables_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd11))) begin
		stall_tables_re <= we;
		stall_tables_we <= re;
	end
// synthesis translate_off
	dummy_d_24 <= dummy_s;
// synthesis translate_on
end
assign stall_output_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_25;
// synthesis translate_on
always @(*) begin
	stall_output_re <= 1'd0;
	stall_output_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd12))) begin
		stall_output_re <= we;
		stall_output_we <= re;
	end
// synthesis translate_off
	dummy_d_25 <= dummy_s;
// synthesis translate_on
end
assign stall_issue_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_26;
// synthesis translate_on
always @(*) begin
	stall_issue_re <= 1'd0;
	stall_issue_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd13))) begin
		stall_issue_re <= we;
		stall_issue_we <= re;
	end
// synthesis translate_off
	dummy_d_26 <= dummy_s;
// synthesis translate_on
end
assign stall_control_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_27;
// synthesis translate_on
always @(*) begin
	stall_control_re <= 1'd0;
	stall_control_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd14))) begin
		stall_control_re <= we;
		stall_control_we <= re;
	end
// synthesis translate_off
	dummy_d_27 <= dummy_s;
// synthesis translate_on
end
assign watchdog0_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_28;
// synthesis translate_on
always @(*) begin
	watchdog0_re <= 1'd0;
	watchdog0_we <= 1'd0;
	if ((sel & (adr[8:0] == 4'd15))) begin
		watchdog0_re <= we;
		watchdog0_we <= re;
	end
// synthesis translate_off
	dummy_d_28 <= dummy_s;
// synthesis translate_on
end
assign window_base0_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_29;
// synthesis translate_on
always @(*) begin
	window_base0_re <= 1'd0;
	window_base0_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd16))) begin
		window_base0_re <= we;
		window_base0_we <= re;
	end
// synthesis translate_off
	dummy_d_29 <= dummy_s;
// synthesis translate_on
end
assign window_limit0_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_30;
// synthesis translate_on
always @(*) begin
	window_limit0_re <= 1'd0;
	window_limit0_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd17))) begin
		window_limit0_re <= we;
		window_limit0_we <= re;
	end
// synthesis translate_off
	dummy_d_30 <= dummy_s;
// synthesis translate_on
end
assign error_address_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_31;
// synthesis translate_on
always @(*) begin
	error_address_re <= 1'd0;
	error_address_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd18))) begin
		error_address_re <= we;
		error_address_we <= re;
	end
// synthesis translate_off
	dummy_d_31 <= dummy_s;
// synthesis translate_on
end
assign error_source_r = dat_w[11:0];

// synthesis translate_off
reg dummy_d_32;
// synthesis translate_on
always @(*) begin
	error_source_re <= 1'd0;
	error_source_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd19))) begin
		error_source_re <= we;
		error_source_we <= re;
	end
// synthesis translate_off
	dummy_d_32 <= dummy_s;
// synthesis translate_on
end
assign strays_r = dat_w[31:0];

// synthesis translate_off
reg dummy_d_33;
// synthesis translate_on
always @(*) begin
	strays_re <= 1'd0;
	strays_we <= 1'd0;
	if ((sel & (adr[8:0] == 5'd20))) begin
		strays_re <= we;
		strays_we <= re;
	end
// synthesis translate_off
	dummy_d_33 <= dummy_s;
// synthesis translate_on
end
assign core_csrstatus0_status[31:0] = core_value0;
assign magic_w = core_csrstatus0_status[31:0];
assign core_csrstatus0_we = magic_we;
assign core_csrstatus1_status[31:0] = core_value1;
assign version_w = core_csrstatus1_status[31:0];
assign core_csrstatus1_we = version_we;
assign core_csrstatus2_status[31:0] = core_value2;
assign digest_w = core_csrstatus2_status[31:0];
assign core_csrstatus2_we = digest_we;
assign core_abort = core_csrstorage0_storage;
assign control0_w = core_csrstorage0_storage;
assign core_value3 = core_csrstorage1_storage[31:0];
assign program0_w = core_csrstorage1_storage[31:0];
assign core_descriptors = core_csrstorage2_storage[15:0];
assign count0_w = core_csrstorage2_storage[15:0];

// synthesis translate_off
reg dummy_d_34;
// synthesis translate_on
always @(*) begin
	core_csrstatus3_status <= 16'd0;
	core_csrstatus3_status[0] <= core_busy;
	core_csrstatus3_status[1] <= core_done;
	core_csrstatus3_status[2] <= core_error;
	core_csrstatus3_status[15:8] <= core_code;
// synthesis translate_off
	dummy_d_34 <= dummy_s;
// synthesis translate_on
end
assign status_w = core_csrstatus3_status[15:0];
assign core_csrstatus3_we = status_we;
assign core_csrstatus4_status[31:0] = core_value4;
assign completed_w = core_csrstatus4_status[31:0];
assign core_csrstatus4_we = completed_we;
assign core_csrstatus5_status[31:0] = core_value5;
assign cycles_w = core_csrstatus5_status[31:0];
assign core_csrstatus5_we = cycles_we;
assign core_csrstatus6_status[31:0] = core_value6;
assign stream_words_w = core_csrstatus6_status[31:0];
assign core_csrstatus6_we = stream_words_we;
assign core_csrstatus7_status[31:0] = core_value7;
assign stall_weights_w = core_csrstatus7_status[31:0];
assign core_csrstatus7_we = stall_weights_we;
assign core_csrstatus8_status[31:0] = core_value8;
assign stall_tables_w = core_csrstatus8_status[31:0];
assign core_csrstatus8_we = stall_tables_we;
assign core_csrstatus9_status[31:0] = core_value9;
assign stall_output_w = core_csrstatus9_status[31:0];
assign core_csrstatus9_we = stall_output_we;
assign core_csrstatus10_status[31:0] = core_value10;
assign stall_issue_w = core_csrstatus10_status[31:0];
assign core_csrstatus10_we = stall_issue_we;
assign core_csrstatus11_status[31:0] = core_value11;
assign stall_control_w = core_csrstatus11_status[31:0];
assign core_csrstatus11_we = stall_control_we;
assign core_period = core_csrstorage3_storage[31:0];
assign watchdog0_w = core_csrstorage3_storage[31:0];
assign core_page0 = core_csrstorage4_storage[31:12];
assign window_base0_w = core_csrstorage4_storage[31:0];
assign core_page1 = core_csrstorage5_storage[31:12];
assign window_limit0_w = core_csrstorage5_storage[31:0];
assign core_csrstatus12_status[31:0] = core_value12;
assign error_address_w = core_csrstatus12_status[31:0];
assign core_csrstatus12_we = error_address_we;

// synthesis translate_off
reg dummy_d_35;
// synthesis translate_on
always @(*) begin
	core_csrstatus13_status <= 12'd0;
	core_csrstatus13_status[3:0] <= core_port;
	core_csrstatus13_status[11:8] <= core_client;
// synthesis translate_off
	dummy_d_35 <= dummy_s;
// synthesis translate_on
end
assign error_source_w = core_csrstatus13_status[11:0];
assign core_csrstatus13_we = error_source_we;
assign core_csrstatus14_status[31:0] = core_value13;
assign strays_w = core_csrstatus14_status[31:0];
assign core_csrstatus14_we = strays_we;
assign comb_slice_proxy0 = ((core_datapath_datapath_drain_rows1 == 1'd1) ? 1'd1 : ((core_datapath_datapath_drain_rows1 == 2'd2) ? 2'd2 : 3'd4));
assign comb_slice_proxy1 = (core_datapath_datapath_drain_rows1 - 1'd1);
assign sync_slice_proxy0 = ((core_fetch_descriptor_columns + 11'd1024) - 1'd1);
assign sync_slice_proxy1 = (core_datapath_issue_full0 & (~core_datapath_issue_used));

// synthesis translate_off
reg dummy_d_36;
// synthesis translate_on
always @(*) begin
	comb_rhs_self0 <= 1'd0;
	case (core_datapath_datapath_group)
		1'd0: begin
			comb_rhs_self0 <= 1'd0;
		end
		1'd1: begin
			comb_rhs_self0 <= 1'd0;
		end
		2'd2: begin
			comb_rhs_self0 <= 1'd0;
		end
		2'd3: begin
			comb_rhs_self0 <= 1'd0;
		end
		default: begin
			comb_rhs_self0 <= 1'd0;
		end
	endcase
// synthesis translate_off
	dummy_d_36 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_37;
// synthesis translate_on
always @(*) begin
	comb_rhs_self1 <= 1'd0;
	case (core_datapath_datapath_group)
		1'd0: begin
			comb_rhs_self1 <= 1'd0;
		end
		1'd1: begin
			comb_rhs_self1 <= 1'd1;
		end
		2'd2: begin
			comb_rhs_self1 <= 1'd1;
		end
		2'd3: begin
			comb_rhs_self1 <= 1'd0;
		end
		default: begin
			comb_rhs_self1 <= 1'd1;
		end
	endcase
// synthesis translate_off
	dummy_d_37 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_38;
// synthesis translate_on
always @(*) begin
	comb_t_self0 <= 4'd0;
	case (core_datapath_datapath_group)
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
	dummy_d_38 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_39;
// synthesis translate_on
always @(*) begin
	comb_t_self1 <= 4'd0;
	case (core_datapath_datapath_group)
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
	dummy_d_39 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_40;
// synthesis translate_on
always @(*) begin
	comb_rhs_self2 <= 2'd0;
	case (core_datapath_datapath_group)
		1'd0: begin
			comb_rhs_self2 <= 1'd0;
		end
		1'd1: begin
			comb_rhs_self2 <= 2'd3;
		end
		2'd2: begin
			comb_rhs_self2 <= 1'd1;
		end
		2'd3: begin
			comb_rhs_self2 <= 1'd0;
		end
		default: begin
			comb_rhs_self2 <= 2'd3;
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
	comb_rhs_self3 <= 1'd0;
	case (core_datapath_datapath_group)
		1'd0: begin
			comb_rhs_self3 <= 1'd0;
		end
		1'd1: begin
			comb_rhs_self3 <= 1'd1;
		end
		2'd2: begin
			comb_rhs_self3 <= 1'd0;
		end
		2'd3: begin
			comb_rhs_self3 <= 1'd0;
		end
		default: begin
			comb_rhs_self3 <= 1'd1;
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
	sync_rhs_self0 <= 8'd0;
	case (core_datapath_loader_index)
		1'd0: begin
			sync_rhs_self0 <= core_datapath_loader_mantissas[7:0];
		end
		1'd1: begin
			sync_rhs_self0 <= core_datapath_loader_mantissas[19:12];
		end
		2'd2: begin
			sync_rhs_self0 <= core_datapath_loader_mantissas[31:24];
		end
		2'd3: begin
			sync_rhs_self0 <= core_datapath_loader_mantissas[43:36];
		end
		default: begin
			sync_rhs_self0 <= core_datapath_loader_mantissas[55:48];
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
	sync_rhs_self1 <= 8'd0;
	case (core_datapath_loader_index)
		1'd0: begin
			sync_rhs_self1 <= core_datapath_loader_mantissas[71:64];
		end
		1'd1: begin
			sync_rhs_self1 <= core_datapath_loader_mantissas[83:76];
		end
		2'd2: begin
			sync_rhs_self1 <= core_datapath_loader_mantissas[95:88];
		end
		2'd3: begin
			sync_rhs_self1 <= core_datapath_loader_mantissas[107:100];
		end
		default: begin
			sync_rhs_self1 <= core_datapath_loader_mantissas[119:112];
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
	sync_rhs_self2 <= 8'd0;
	case (core_datapath_loader_index)
		1'd0: begin
			sync_rhs_self2 <= core_datapath_loader_mantissas[135:128];
		end
		1'd1: begin
			sync_rhs_self2 <= core_datapath_loader_mantissas[147:140];
		end
		2'd2: begin
			sync_rhs_self2 <= core_datapath_loader_mantissas[159:152];
		end
		2'd3: begin
			sync_rhs_self2 <= core_datapath_loader_mantissas[171:164];
		end
		default: begin
			sync_rhs_self2 <= core_datapath_loader_mantissas[183:176];
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
	sync_rhs_self3 <= 8'd0;
	case (core_datapath_loader_index)
		1'd0: begin
			sync_rhs_self3 <= core_datapath_loader_mantissas[199:192];
		end
		1'd1: begin
			sync_rhs_self3 <= core_datapath_loader_mantissas[211:204];
		end
		2'd2: begin
			sync_rhs_self3 <= core_datapath_loader_mantissas[223:216];
		end
		2'd3: begin
			sync_rhs_self3 <= core_datapath_loader_mantissas[235:228];
		end
		default: begin
			sync_rhs_self3 <= core_datapath_loader_mantissas[247:240];
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
	sync_rhs_self4 <= 8'd0;
	case (core_datapath_loader_index)
		1'd0: begin
			sync_rhs_self4 <= core_datapath_loader_mantissas[263:256];
		end
		1'd1: begin
			sync_rhs_self4 <= core_datapath_loader_mantissas[275:268];
		end
		2'd2: begin
			sync_rhs_self4 <= core_datapath_loader_mantissas[287:280];
		end
		2'd3: begin
			sync_rhs_self4 <= core_datapath_loader_mantissas[299:292];
		end
		default: begin
			sync_rhs_self4 <= core_datapath_loader_mantissas[311:304];
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
	sync_rhs_self5 <= 8'd0;
	case (core_datapath_loader_index)
		1'd0: begin
			sync_rhs_self5 <= core_datapath_loader_mantissas[327:320];
		end
		1'd1: begin
			sync_rhs_self5 <= core_datapath_loader_mantissas[339:332];
		end
		2'd2: begin
			sync_rhs_self5 <= core_datapath_loader_mantissas[351:344];
		end
		2'd3: begin
			sync_rhs_self5 <= core_datapath_loader_mantissas[363:356];
		end
		default: begin
			sync_rhs_self5 <= core_datapath_loader_mantissas[375:368];
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
	sync_rhs_self6 <= 8'd0;
	case (core_datapath_loader_index)
		1'd0: begin
			sync_rhs_self6 <= core_datapath_loader_mantissas[391:384];
		end
		1'd1: begin
			sync_rhs_self6 <= core_datapath_loader_mantissas[403:396];
		end
		2'd2: begin
			sync_rhs_self6 <= core_datapath_loader_mantissas[415:408];
		end
		2'd3: begin
			sync_rhs_self6 <= core_datapath_loader_mantissas[427:420];
		end
		default: begin
			sync_rhs_self6 <= core_datapath_loader_mantissas[439:432];
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
	sync_rhs_self7 <= 8'd0;
	case (core_datapath_loader_index)
		1'd0: begin
			sync_rhs_self7 <= core_datapath_loader_mantissas[455:448];
		end
		1'd1: begin
			sync_rhs_self7 <= core_datapath_loader_mantissas[467:460];
		end
		2'd2: begin
			sync_rhs_self7 <= core_datapath_loader_mantissas[479:472];
		end
		2'd3: begin
			sync_rhs_self7 <= core_datapath_loader_mantissas[491:484];
		end
		default: begin
			sync_rhs_self7 <= core_datapath_loader_mantissas[503:496];
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
	sync_cases_self0 <= 14'sd0;
	case (core_datapath_loader_again_stage1)
		1'd0: begin
			sync_cases_self0 <= core_datapath_loader_geometry0;
		end
		1'd1: begin
			sync_cases_self0 <= core_datapath_loader_geometry2;
		end
		2'd2: begin
			sync_cases_self0 <= core_datapath_loader_geometry4;
		end
		2'd3: begin
			sync_cases_self0 <= core_datapath_loader_geometry6;
		end
		3'd4: begin
			sync_cases_self0 <= core_datapath_loader_geometry1;
		end
		3'd5: begin
			sync_cases_self0 <= core_datapath_loader_geometry3;
		end
		3'd6: begin
			sync_cases_self0 <= core_datapath_loader_geometry5;
		end
		default: begin
			sync_cases_self0 <= core_datapath_loader_geometry7;
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
	sync_cases_self1 <= 14'sd0;
	case (core_datapath_loader_again_stage1[1:0])
		1'd0: begin
			sync_cases_self1 <= core_datapath_loader_rounds0;
		end
		1'd1: begin
			sync_cases_self1 <= core_datapath_loader_rounds1;
		end
		2'd2: begin
			sync_cases_self1 <= core_datapath_loader_rounds2;
		end
		default: begin
			sync_cases_self1 <= core_datapath_loader_rounds3;
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
	sync_cases_self2 <= 14'sd0;
	case (core_datapath_loader_again_stage1[0])
		1'd0: begin
			sync_cases_self2 <= core_datapath_loader_pairs0;
		end
		default: begin
			sync_cases_self2 <= core_datapath_loader_pairs1;
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
	sync_rhs_self8 <= 1'd0;
	case (core_datapath_loader_group1)
		1'd0: begin
			sync_rhs_self8 <= 1'd0;
		end
		1'd1: begin
			sync_rhs_self8 <= 1'd0;
		end
		2'd2: begin
			sync_rhs_self8 <= 1'd0;
		end
		2'd3: begin
			sync_rhs_self8 <= 1'd0;
		end
		default: begin
			sync_rhs_self8 <= 1'd0;
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
	sync_rhs_self9 <= 1'd0;
	case (core_datapath_loader_group1)
		1'd0: begin
			sync_rhs_self9 <= 1'd0;
		end
		1'd1: begin
			sync_rhs_self9 <= 1'd1;
		end
		2'd2: begin
			sync_rhs_self9 <= 1'd1;
		end
		2'd3: begin
			sync_rhs_self9 <= 1'd0;
		end
		default: begin
			sync_rhs_self9 <= 1'd1;
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
	sync_t_self0 <= 2'd0;
	case (core_datapath_issue_group1)
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
	dummy_d_55 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_56;
// synthesis translate_on
always @(*) begin
	sync_t_self1 <= 1'd0;
	case (core_datapath_issue_group1)
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
	dummy_d_56 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_57;
// synthesis translate_on
always @(*) begin
	sync_t_self2 <= 2'd0;
	case (core_datapath_issue_group1)
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
	dummy_d_57 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_58;
// synthesis translate_on
always @(*) begin
	sync_t_self3 <= 1'd0;
	case (core_datapath_issue_group1)
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
	dummy_d_58 <= dummy_s;
// synthesis translate_on
end

// synthesis translate_off
reg dummy_d_59;
// synthesis translate_on
always @(*) begin
	sync_rhs_self10 <= 16'd0;
	case (core_datapath_datapath_record4_lane1)
		1'd0: begin
			sync_rhs_self10 <= core_datapath_datapath_scale_word[15:0];
		end
		1'd1: begin
			sync_rhs_self10 <= core_datapath_datapath_scale_word[31:16];
		end
		2'd2: begin
			sync_rhs_self10 <= core_datapath_datapath_scale_word[47:32];
		end
		2'd3: begin
			sync_rhs_self10 <= core_datapath_datapath_scale_word[63:48];
		end
		3'd4: begin
			sync_rhs_self10 <= core_datapath_datapath_scale_word[79:64];
		end
		3'd5: begin
			sync_rhs_self10 <= core_datapath_datapath_scale_word[95:80];
		end
		3'd6: begin
			sync_rhs_self10 <= core_datapath_datapath_scale_word[111:96];
		end
		default: begin
			sync_rhs_self10 <= core_datapath_datapath_scale_word[127:112];
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
	sync_rhs_self11 <= 16'd0;
	case (((core_datapath_datapath_record4_lane1 | core_datapath_datapath_partner) | core_datapath_datapath_explicit))
		1'd0: begin
			sync_rhs_self11 <= core_datapath_datapath_scale_word[15:0];
		end
		1'd1: begin
			sync_rhs_self11 <= core_datapath_datapath_scale_word[31:16];
		end
		2'd2: begin
			sync_rhs_self11 <= core_datapath_datapath_scale_word[47:32];
		end
		2'd3: begin
			sync_rhs_self11 <= core_datapath_datapath_scale_word[63:48];
		end
		3'd4: begin
			sync_rhs_self11 <= core_datapath_datapath_scale_word[79:64];
		end
		3'd5: begin
			sync_rhs_self11 <= core_datapath_datapath_scale_word[95:80];
		end
		3'd6: begin
			sync_rhs_self11 <= core_datapath_datapath_scale_word[111:96];
		end
		default: begin
			sync_rhs_self11 <= core_datapath_datapath_scale_word[127:112];
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
	sync_t_self4 <= 32'sd0;
	case (core_datapath_datapath_drain_stage1)
		default: begin
			sync_t_self4 <= core_datapath_datapath_rowepilogue0_result;
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
	sync_t_self5 <= 32'sd0;
	case (core_datapath_datapath_drain_stage1)
		default: begin
			sync_t_self5 <= core_datapath_datapath_rowepilogue1_result;
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
	sync_t_self6 <= 1'd0;
	case (core_datapath_datapath_drain_stage1)
		default: begin
			sync_t_self6 <= 1'd0;
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
	sync_t_self7 <= 1'd0;
	case (core_datapath_datapath_drain_stage1)
		default: begin
			sync_t_self7 <= 1'd0;
		end
	endcase
// synthesis translate_off
	dummy_d_64 <= dummy_s;
// synthesis translate_on
end

always @(posedge sys_clk) begin
	core_datapath_reset <= core_control_flush0;
	core_cause0 <= {(core_datapath_loader_idle & (~core_activations_idle)), (((core_datapath_loader_sink_ready & (~core_datapath_loader_sink_valid)) & core_activations_idle) & (~core_tiles_left))};
	core_length0 <= (core_control_run & (core_cause0 != 1'd0));
	core_cause1 <= {((core_datapath_issue_idle & (~core_weights_idle)) & (~core_control_asked)), (core_datapath_issue_stall_weights & core_weights_idle)};
	core_length1 <= (core_control_run & (core_cause1 != 1'd0));
	core_cause2 <= {core_writer_excess, ((~core_datapath_datapath_drain_busy) & core_writer_starved)};
	core_length2 <= (core_control_run & (core_cause2 != 1'd0));
	core_addresses <= (core_fetch_descriptor_weights + (1'd0 * core_fetch_descriptor_stride));
	core_tiles_left <= (core_tiles != 1'd0);
	if ((core_tiles_left & core_activations_sink_sink_ready)) begin
		core_tiles <= (core_tiles - 1'd1);
		core_tiles_left <= 1'd0;
	end
	if (core_control_start0) begin
		core_tiles <= core_datapath_loader_tiles;
		core_tiles_left <= 1'd1;
	end
	if (core_control_flush0) begin
		core_tiles <= 1'd0;
		core_tiles_left <= 1'd0;
	end
	if ((core_port_stray & (~core_captured))) begin
		core_captured <= 1'd1;
		core_value12 <= 1'd0;
		core_port <= 1'd0;
		core_client <= 1'd0;
	end
	if (((core_port_errors0 | core_descriptors_splitter_refused) & (~core_captured))) begin
		core_captured <= 1'd1;
		core_value12 <= core_descriptors_splitter_address;
		core_port <= 1'd0;
		core_client <= 1'd0;
	end
	if (((core_port_errors1 | core_activations_splitter_refused) & (~core_captured))) begin
		core_captured <= 1'd1;
		core_value12 <= core_activations_splitter_address;
		core_port <= 1'd0;
		core_client <= 1'd1;
	end
	if (((core_port_errors2 | core_reader_splitter_refused) & (~core_captured))) begin
		core_captured <= 1'd1;
		core_value12 <= core_reader_splitter_address;
		core_port <= 1'd0;
		core_client <= 2'd2;
	end
	if ((core_writer_stray & (~core_captured))) begin
		core_captured <= 1'd1;
		core_value12 <= 1'd0;
		core_port <= 1'd0;
		core_client <= 1'd0;
	end
	if (((core_writer_error | core_writer_splitter_refused) & (~core_captured))) begin
		core_captured <= 1'd1;
		core_value12 <= core_writer_splitter_address;
		core_port <= 1'd0;
		core_client <= 2'd3;
	end
	if (core_control_begin) begin
		core_captured <= 1'd0;
		core_value12 <= 1'd0;
		core_port <= 1'd0;
		core_client <= 1'd0;
	end
	if (core_stray) begin
		core_value13 <= (core_value13 + 1'd1);
	end
	core_count0 <= (core_datapath_issue_consumed & core_control_busy);
	if (core_count0) begin
		core_value6 <= (core_value6 + 1'd1);
	end
	if (core_control_begin) begin
		core_value6 <= 1'd0;
	end
	core_count1 <= (core_datapath_issue_stall_weights & core_control_busy);
	if (core_count1) begin
		core_value7 <= (core_value7 + 1'd1);
	end
	if (core_control_begin) begin
		core_value7 <= 1'd0;
	end
	core_count2 <= (core_datapath_issue_stall_tables & core_control_busy);
	if (core_count2) begin
		core_value8 <= (core_value8 + 1'd1);
	end
	if (core_control_begin) begin
		core_value8 <= 1'd0;
	end
	core_count3 <= (core_datapath_issue_stall_output & core_control_busy);
	if (core_count3) begin
		core_value9 <= (core_value9 + 1'd1);
	end
	if (core_control_begin) begin
		core_value9 <= 1'd0;
	end
	core_count4 <= (core_datapath_issue_stall_issue & core_control_busy);
	if (core_count4) begin
		core_value10 <= (core_value10 + 1'd1);
	end
	if (core_control_begin) begin
		core_value10 <= 1'd0;
	end
	core_count5 <= (core_control_busy & core_control_busy);
	if (core_count5) begin
		core_value5 <= (core_value5 + 1'd1);
	end
	if (core_control_begin) begin
		core_value5 <= 1'd0;
	end
	core_count6 <= (core_stall_control & core_control_busy);
	if (core_count6) begin
		core_value11 <= (core_value11 + 1'd1);
	end
	if (core_control_begin) begin
		core_value11 <= 1'd0;
	end
	core_descriptors_fits <= ((core_descriptors_reserved <= 7'd64) & (~core_descriptors_send));
	core_descriptors_taken <= core_descriptors_take;
	case ({core_descriptors_taken, core_descriptors_send})
		1'd1: begin
			core_descriptors_reserved <= (core_descriptors_reserved + core_descriptors_request_payload_beats);
		end
		2'd2: begin
			core_descriptors_reserved <= (core_descriptors_reserved - 1'd1);
		end
		2'd3: begin
			core_descriptors_reserved <= ((core_descriptors_reserved + core_descriptors_request_payload_beats) - 1'd1);
		end
	endcase
	case ({core_descriptors_beat, core_descriptors_send})
		1'd1: begin
			core_descriptors_flying <= (core_descriptors_flying + core_descriptors_request_payload_beats);
		end
		2'd2: begin
			core_descriptors_flying <= (core_descriptors_flying - 1'd1);
		end
		2'd3: begin
			core_descriptors_flying <= ((core_descriptors_flying + core_descriptors_request_payload_beats) - 1'd1);
		end
	endcase
	if (core_descriptors_splitter_source_ready) begin
		core_descriptors_splitter_source_valid <= 1'd0;
	end
	if ((core_descriptors_splitter_sink_valid & core_descriptors_splitter_sink_ready)) begin
		core_descriptors_splitter_address <= core_descriptors_splitter_sink_payload_address;
		core_descriptors_splitter_left <= core_descriptors_splitter_sink_payload_beats;
		core_descriptors_splitter_busy <= (core_descriptors_splitter_sink_payload_beats != 1'd0);
		core_descriptors_splitter_phase <= 1'd0;
	end else begin
		if (core_descriptors_splitter_busy) begin
			case (core_descriptors_splitter_phase)
				1'd0: begin
					core_descriptors_splitter_room <= (7'd64 - core_descriptors_splitter_address[9:4]);
					core_descriptors_splitter_far <= (core_descriptors_splitter_left[31:7] != 1'd0);
					core_descriptors_splitter_outside <= ((core_descriptors_splitter_address[31:12] < core_descriptors_splitter_window_base) | (core_descriptors_splitter_address[31:12] > core_descriptors_splitter_window_last));
					core_descriptors_splitter_phase <= 1'd1;
				end
				1'd1: begin
					core_descriptors_splitter_far <= (core_descriptors_splitter_far | (core_descriptors_splitter_left[6:0] > core_descriptors_splitter_room));
					core_descriptors_splitter_beats <= ((core_descriptors_splitter_far | (core_descriptors_splitter_left[6:0] > core_descriptors_splitter_room)) ? core_descriptors_splitter_room : core_descriptors_splitter_left[6:0]);
					core_descriptors_splitter_phase <= 2'd2;
				end
				2'd2: begin
					if (core_descriptors_splitter_outside) begin
						core_descriptors_splitter_refused <= 1'd1;
						core_descriptors_splitter_busy <= 1'd0;
					end else begin
						if ((~core_descriptors_splitter_source_valid)) begin
							core_descriptors_splitter_source_valid <= 1'd1;
							core_descriptors_splitter_source_payload_address <= core_descriptors_splitter_address;
							core_descriptors_splitter_source_payload_beats <= core_descriptors_splitter_beats;
							core_descriptors_splitter_address <= (core_descriptors_splitter_address + {core_descriptors_splitter_beats, 4'd0});
							core_descriptors_splitter_left <= (core_descriptors_splitter_left - core_descriptors_splitter_beats);
							core_descriptors_splitter_busy <= core_descriptors_splitter_far;
							core_descriptors_splitter_phase <= 1'd0;
						end
					end
				end
			endcase
		end
	end
	if (core_descriptors_splitter_flush) begin
		core_descriptors_splitter_busy <= 1'd0;
		core_descriptors_splitter_refused <= 1'd0;
	end
	if (core_descriptors_fifo_sink_valid) begin
		core_descriptors_fifo_produce <= (core_descriptors_fifo_produce + 1'd1);
	end
	if (core_descriptors_fifo_fetch) begin
		core_descriptors_fifo_consume <= (core_descriptors_fifo_consume + 1'd1);
	end
	case ({core_descriptors_fifo_fetch, core_descriptors_fifo_sink_valid})
		1'd1: begin
			core_descriptors_fifo_stored <= (core_descriptors_fifo_stored + 1'd1);
		end
		2'd2: begin
			core_descriptors_fifo_stored <= (core_descriptors_fifo_stored - 1'd1);
		end
	endcase
	core_descriptors_fifo_popped <= core_descriptors_fifo_pop;
	case ({core_descriptors_fifo_fetch, core_descriptors_fifo_popped})
		1'd1: begin
			core_descriptors_fifo_places <= (core_descriptors_fifo_places + 1'd1);
		end
		2'd2: begin
			core_descriptors_fifo_places <= (core_descriptors_fifo_places - 1'd1);
		end
	endcase
	core_descriptors_fifo_fetch <= ((core_descriptors_fifo_stored > core_descriptors_fifo_fetch) & (core_descriptors_fifo_places > core_descriptors_fifo_fetch));
	core_descriptors_fifo_data_stage0 <= core_descriptors_fifo_reader_dat_r;
	core_descriptors_fifo_data_stage1 <= core_descriptors_fifo_data_stage0;
	core_descriptors_fifo_valid_stage0 <= core_descriptors_fifo_fetch;
	core_descriptors_fifo_valid_stage1 <= core_descriptors_fifo_valid_stage0;
	core_descriptors_fifo_valid_stage2 <= core_descriptors_fifo_valid_stage1;
	if (core_descriptors_fifo_valid_stage2) begin
		core_descriptors_fifo_tail_adr <= (core_descriptors_fifo_tail_adr + 1'd1);
	end
	if (core_descriptors_fifo_pop) begin
		core_descriptors_fifo_head_adr <= (core_descriptors_fifo_head_adr + 1'd1);
	end
	core_descriptors_fifo_queued <= ((core_descriptors_fifo_queued + core_descriptors_fifo_valid_stage2) - core_descriptors_fifo_pop);
	if (core_descriptors_fifo_valid_stage2) begin
		core_descriptors_fifo_source_valid <= 1'd1;
	end else begin
		if ((core_descriptors_fifo_pop & (core_descriptors_fifo_queued == 1'd1))) begin
			core_descriptors_fifo_source_valid <= 1'd0;
		end
	end
	core_activations_fits <= ((core_activations_reserved <= 7'd64) & (~core_activations_send));
	core_activations_taken <= core_activations_take;
	case ({core_activations_taken, core_activations_send})
		1'd1: begin
			core_activations_reserved <= (core_activations_reserved + core_activations_request_payload_beats);
		end
		2'd2: begin
			core_activations_reserved <= (core_activations_reserved - 1'd1);
		end
		2'd3: begin
			core_activations_reserved <= ((core_activations_reserved + core_activations_request_payload_beats) - 1'd1);
		end
	endcase
	case ({core_activations_beat, core_activations_send})
		1'd1: begin
			core_activations_flying <= (core_activations_flying + core_activations_request_payload_beats);
		end
		2'd2: begin
			core_activations_flying <= (core_activations_flying - 1'd1);
		end
		2'd3: begin
			core_activations_flying <= ((core_activations_flying + core_activations_request_payload_beats) - 1'd1);
		end
	endcase
	if (core_activations_splitter_source_ready) begin
		core_activations_splitter_source_valid <= 1'd0;
	end
	if ((core_activations_splitter_sink_valid & core_activations_splitter_sink_ready)) begin
		core_activations_splitter_address <= core_activations_splitter_sink_payload_address;
		core_activations_splitter_left <= core_activations_splitter_sink_payload_beats;
		core_activations_splitter_busy <= (core_activations_splitter_sink_payload_beats != 1'd0);
		core_activations_splitter_phase <= 1'd0;
	end else begin
		if (core_activations_splitter_busy) begin
			case (core_activations_splitter_phase)
				1'd0: begin
					core_activations_splitter_room <= (7'd64 - core_activations_splitter_address[9:4]);
					core_activations_splitter_far <= (core_activations_splitter_left[31:7] != 1'd0);
					core_activations_splitter_outside <= ((core_activations_splitter_address[31:12] < core_activations_splitter_window_base) | (core_activations_splitter_address[31:12] > core_activations_splitter_window_last));
					core_activations_splitter_phase <= 1'd1;
				end
				1'd1: begin
					core_activations_splitter_far <= (core_activations_splitter_far | (core_activations_splitter_left[6:0] > core_activations_splitter_room));
					core_activations_splitter_beats <= ((core_activations_splitter_far | (core_activations_splitter_left[6:0] > core_activations_splitter_room)) ? core_activations_splitter_room : core_activations_splitter_left[6:0]);
					core_activations_splitter_phase <= 2'd2;
				end
				2'd2: begin
					if (core_activations_splitter_outside) begin
						core_activations_splitter_refused <= 1'd1;
						core_activations_splitter_busy <= 1'd0;
					end else begin
						if ((~core_activations_splitter_source_valid)) begin
							core_activations_splitter_source_valid <= 1'd1;
							core_activations_splitter_source_payload_address <= core_activations_splitter_address;
							core_activations_splitter_source_payload_beats <= core_activations_splitter_beats;
							core_activations_splitter_address <= (core_activations_splitter_address + {core_activations_splitter_beats, 4'd0});
							core_activations_splitter_left <= (core_activations_splitter_left - core_activations_splitter_beats);
							core_activations_splitter_busy <= core_activations_splitter_far;
							core_activations_splitter_phase <= 1'd0;
						end
					end
				end
			endcase
		end
	end
	if (core_activations_splitter_flush) begin
		core_activations_splitter_busy <= 1'd0;
		core_activations_splitter_refused <= 1'd0;
	end
	if (core_activations_fifo_sink_valid) begin
		core_activations_fifo_produce <= (core_activations_fifo_produce + 1'd1);
	end
	if (core_activations_fifo_fetch) begin
		core_activations_fifo_consume <= (core_activations_fifo_consume + 1'd1);
	end
	case ({core_activations_fifo_fetch, core_activations_fifo_sink_valid})
		1'd1: begin
			core_activations_fifo_stored <= (core_activations_fifo_stored + 1'd1);
		end
		2'd2: begin
			core_activations_fifo_stored <= (core_activations_fifo_stored - 1'd1);
		end
	endcase
	core_activations_fifo_popped <= core_activations_fifo_pop;
	case ({core_activations_fifo_fetch, core_activations_fifo_popped})
		1'd1: begin
			core_activations_fifo_places <= (core_activations_fifo_places + 1'd1);
		end
		2'd2: begin
			core_activations_fifo_places <= (core_activations_fifo_places - 1'd1);
		end
	endcase
	core_activations_fifo_fetch <= ((core_activations_fifo_stored > core_activations_fifo_fetch) & (core_activations_fifo_places > core_activations_fifo_fetch));
	core_activations_fifo_data_stage0 <= core_activations_fifo_reader_dat_r;
	core_activations_fifo_data_stage1 <= core_activations_fifo_data_stage0;
	core_activations_fifo_valid_stage0 <= core_activations_fifo_fetch;
	core_activations_fifo_valid_stage1 <= core_activations_fifo_valid_stage0;
	core_activations_fifo_valid_stage2 <= core_activations_fifo_valid_stage1;
	if (core_activations_fifo_valid_stage2) begin
		core_activations_fifo_tail_adr <= (core_activations_fifo_tail_adr + 1'd1);
	end
	if (core_activations_fifo_pop) begin
		core_activations_fifo_head_adr <= (core_activations_fifo_head_adr + 1'd1);
	end
	core_activations_fifo_queued <= ((core_activations_fifo_queued + core_activations_fifo_valid_stage2) - core_activations_fifo_pop);
	if (core_activations_fifo_valid_stage2) begin
		core_activations_fifo_source_valid <= 1'd1;
	end else begin
		if ((core_activations_fifo_pop & (core_activations_fifo_queued == 1'd1))) begin
			core_activations_fifo_source_valid <= 1'd0;
		end
	end
	core_reader_fits <= ((core_reader_reserved <= 7'd64) & (~core_reader_send));
	core_reader_taken <= core_reader_take;
	case ({core_reader_taken, core_reader_send})
		1'd1: begin
			core_reader_reserved <= (core_reader_reserved + core_reader_request_payload_beats);
		end
		2'd2: begin
			core_reader_reserved <= (core_reader_reserved - 1'd1);
		end
		2'd3: begin
			core_reader_reserved <= ((core_reader_reserved + core_reader_request_payload_beats) - 1'd1);
		end
	endcase
	case ({core_reader_beat, core_reader_send})
		1'd1: begin
			core_reader_flying <= (core_reader_flying + core_reader_request_payload_beats);
		end
		2'd2: begin
			core_reader_flying <= (core_reader_flying - 1'd1);
		end
		2'd3: begin
			core_reader_flying <= ((core_reader_flying + core_reader_request_payload_beats) - 1'd1);
		end
	endcase
	if (core_reader_splitter_source_ready) begin
		core_reader_splitter_source_valid <= 1'd0;
	end
	if ((core_reader_splitter_sink_valid & core_reader_splitter_sink_ready)) begin
		core_reader_splitter_address <= core_reader_splitter_sink_payload_address;
		core_reader_splitter_left <= core_reader_splitter_sink_payload_beats;
		core_reader_splitter_busy <= (core_reader_splitter_sink_payload_beats != 1'd0);
		core_reader_splitter_phase <= 1'd0;
	end else begin
		if (core_reader_splitter_busy) begin
			case (core_reader_splitter_phase)
				1'd0: begin
					core_reader_splitter_room <= (7'd64 - core_reader_splitter_address[9:4]);
					core_reader_splitter_far <= (core_reader_splitter_left[31:7] != 1'd0);
					core_reader_splitter_outside <= ((core_reader_splitter_address[31:12] < core_reader_splitter_window_base) | (core_reader_splitter_address[31:12] > core_reader_splitter_window_last));
					core_reader_splitter_phase <= 1'd1;
				end
				1'd1: begin
					core_reader_splitter_far <= (core_reader_splitter_far | (core_reader_splitter_left[6:0] > core_reader_splitter_room));
					core_reader_splitter_beats <= ((core_reader_splitter_far | (core_reader_splitter_left[6:0] > core_reader_splitter_room)) ? core_reader_splitter_room : core_reader_splitter_left[6:0]);
					core_reader_splitter_phase <= 2'd2;
				end
				2'd2: begin
					if (core_reader_splitter_outside) begin
						core_reader_splitter_refused <= 1'd1;
						core_reader_splitter_busy <= 1'd0;
					end else begin
						if ((~core_reader_splitter_source_valid)) begin
							core_reader_splitter_source_valid <= 1'd1;
							core_reader_splitter_source_payload_address <= core_reader_splitter_address;
							core_reader_splitter_source_payload_beats <= core_reader_splitter_beats;
							core_reader_splitter_address <= (core_reader_splitter_address + {core_reader_splitter_beats, 4'd0});
							core_reader_splitter_left <= (core_reader_splitter_left - core_reader_splitter_beats);
							core_reader_splitter_busy <= core_reader_splitter_far;
							core_reader_splitter_phase <= 1'd0;
						end
					end
				end
			endcase
		end
	end
	if (core_reader_splitter_flush) begin
		core_reader_splitter_busy <= 1'd0;
		core_reader_splitter_refused <= 1'd0;
	end
	if (core_reader_fifo_sink_valid) begin
		core_reader_fifo_produce <= (core_reader_fifo_produce + 1'd1);
	end
	if (core_reader_fifo_fetch) begin
		core_reader_fifo_consume <= (core_reader_fifo_consume + 1'd1);
	end
	case ({core_reader_fifo_fetch, core_reader_fifo_sink_valid})
		1'd1: begin
			core_reader_fifo_stored <= (core_reader_fifo_stored + 1'd1);
		end
		2'd2: begin
			core_reader_fifo_stored <= (core_reader_fifo_stored - 1'd1);
		end
	endcase
	core_reader_fifo_popped <= core_reader_fifo_pop;
	case ({core_reader_fifo_fetch, core_reader_fifo_popped})
		1'd1: begin
			core_reader_fifo_places <= (core_reader_fifo_places + 1'd1);
		end
		2'd2: begin
			core_reader_fifo_places <= (core_reader_fifo_places - 1'd1);
		end
	endcase
	core_reader_fifo_fetch <= ((core_reader_fifo_stored > core_reader_fifo_fetch) & (core_reader_fifo_places > core_reader_fifo_fetch));
	core_reader_fifo_data_stage0 <= core_reader_fifo_reader_dat_r;
	core_reader_fifo_data_stage1 <= core_reader_fifo_data_stage0;
	core_reader_fifo_valid_stage0 <= core_reader_fifo_fetch;
	core_reader_fifo_valid_stage1 <= core_reader_fifo_valid_stage0;
	core_reader_fifo_valid_stage2 <= core_reader_fifo_valid_stage1;
	if (core_reader_fifo_valid_stage2) begin
		core_reader_fifo_tail_adr <= (core_reader_fifo_tail_adr + 1'd1);
	end
	if (core_reader_fifo_pop) begin
		core_reader_fifo_head_adr <= (core_reader_fifo_head_adr + 1'd1);
	end
	core_reader_fifo_queued <= ((core_reader_fifo_queued + core_reader_fifo_valid_stage2) - core_reader_fifo_pop);
	if (core_reader_fifo_valid_stage2) begin
		core_reader_fifo_source_valid <= 1'd1;
	end else begin
		if ((core_reader_fifo_pop & (core_reader_fifo_queued == 1'd1))) begin
			core_reader_fifo_source_valid <= 1'd0;
		end
	end
	if (m0_axi_arready) begin
		m0_axi_arvalid <= 1'd0;
	end
	if ((core_port_granted0 & core_descriptors_request_valid)) begin
		m0_axi_arvalid <= 1'd1;
		m0_axi_araddr <= core_descriptors_request_payload_address;
		m0_axi_arlen <= (core_descriptors_request_payload_beats - 1'd1);
		m0_axi_arid <= 1'd0;
	end
	if ((core_port_granted1 & core_activations_request_valid)) begin
		m0_axi_arvalid <= 1'd1;
		m0_axi_araddr <= core_activations_request_payload_address;
		m0_axi_arlen <= (core_activations_request_payload_beats - 1'd1);
		m0_axi_arid <= 1'd1;
	end
	if ((core_port_granted2 & core_reader_request_valid)) begin
		m0_axi_arvalid <= 1'd1;
		m0_axi_araddr <= core_reader_request_payload_address;
		m0_axi_arlen <= (core_reader_request_payload_beats - 1'd1);
		m0_axi_arid <= 2'd2;
	end
	core_port_data <= m0_axi_rdata;
	core_port_bad <= (m0_axi_rresp != 1'd0);
	core_port_valid <= m0_axi_rvalid;
	core_port_stray <= (core_port_valid & (~core_port_known));
	core_port_arrived0 <= (m0_axi_rvalid & (m0_axi_rid == 1'd0));
	core_port_arrived1 <= (m0_axi_rvalid & (m0_axi_rid == 1'd1));
	core_port_arrived2 <= (m0_axi_rvalid & (m0_axi_rid == 2'd2));
	core_writer_enough <= ((((core_writer_splitter_source_valid & (core_writer_spare >= core_writer_splitter_source_payload_beats[6:0])) & (core_writer_queued == 1'd0)) & (~core_writer_start)) & (~core_writer_flush));
	core_writer_spare <= ((core_writer_spare + (core_writer_fifo_sink_valid & core_writer_fifo_sink_ready)) - (core_writer_start ? core_writer_splitter_source_payload_beats[6:0] : 1'd0));
	if (core_writer_drop) begin
		core_writer_spare <= 1'd0;
	end
	if (m0_axi_awready) begin
		m0_axi_awvalid <= 1'd0;
	end
	if (core_writer_start) begin
		m0_axi_awvalid <= 1'd1;
		m0_axi_awaddr <= core_writer_splitter_source_payload_address;
		m0_axi_awlen <= (core_writer_splitter_source_payload_beats - 1'd1);
		core_writer_queued <= core_writer_splitter_source_payload_beats;
	end
	if ((m0_axi_wvalid & m0_axi_wready)) begin
		core_writer_beats <= (core_writer_beats - 1'd1);
	end
	if (((core_writer_beats == 1'd0) | core_writer_sent)) begin
		core_writer_beats <= core_writer_queued;
		if ((~core_writer_start)) begin
			core_writer_queued <= 1'd0;
		end
	end
	core_writer_pending <= ((core_writer_pending + core_writer_start) - core_writer_answered);
	core_writer_error <= (core_writer_answered & (m0_axi_bresp != 1'd0));
	core_writer_stray <= (m0_axi_bvalid & (~core_writer_answered));
	if (core_writer_splitter_source_ready) begin
		core_writer_splitter_source_valid <= 1'd0;
	end
	if ((core_writer_splitter_sink_valid & core_writer_splitter_sink_ready)) begin
		core_writer_splitter_address <= core_writer_splitter_sink_payload_address;
		core_writer_splitter_left <= core_writer_splitter_sink_payload_beats;
		core_writer_splitter_busy <= (core_writer_splitter_sink_payload_beats != 1'd0);
		core_writer_splitter_phase <= 1'd0;
	end else begin
		if (core_writer_splitter_busy) begin
			case (core_writer_splitter_phase)
				1'd0: begin
					core_writer_splitter_room <= (5'd16 - core_writer_splitter_address[7:4]);
					core_writer_splitter_far <= (core_writer_splitter_left[31:5] != 1'd0);
					core_writer_splitter_outside <= ((core_writer_splitter_address[31:12] < core_writer_splitter_window_base) | (core_writer_splitter_address[31:12] > core_writer_splitter_window_last));
					core_writer_splitter_phase <= 1'd1;
				end
				1'd1: begin
					core_writer_splitter_far <= (core_writer_splitter_far | (core_writer_splitter_left[4:0] > core_writer_splitter_room));
					core_writer_splitter_beats <= ((core_writer_splitter_far | (core_writer_splitter_left[4:0] > core_writer_splitter_room)) ? core_writer_splitter_room : core_writer_splitter_left[4:0]);
					core_writer_splitter_phase <= 2'd2;
				end
				2'd2: begin
					if (core_writer_splitter_outside) begin
						core_writer_splitter_refused <= 1'd1;
						core_writer_splitter_busy <= 1'd0;
					end else begin
						if ((~core_writer_splitter_source_valid)) begin
							core_writer_splitter_source_valid <= 1'd1;
							core_writer_splitter_source_payload_address <= core_writer_splitter_address;
							core_writer_splitter_source_payload_beats <= core_writer_splitter_beats;
							core_writer_splitter_address <= (core_writer_splitter_address + {core_writer_splitter_beats, 4'd0});
							core_writer_splitter_left <= (core_writer_splitter_left - core_writer_splitter_beats);
							core_writer_splitter_busy <= core_writer_splitter_far;
							core_writer_splitter_phase <= 1'd0;
						end
					end
				end
			endcase
		end
	end
	if (core_writer_splitter_flush) begin
		core_writer_splitter_busy <= 1'd0;
		core_writer_splitter_refused <= 1'd0;
	end
	if (((core_writer_fifo_syncfifo_we & core_writer_fifo_syncfifo_writable) & (~core_writer_fifo_replace))) begin
		core_writer_fifo_produce <= (core_writer_fifo_produce + 1'd1);
	end
	if (core_writer_fifo_do_read) begin
		core_writer_fifo_consume <= (core_writer_fifo_consume + 1'd1);
	end
	if (((core_writer_fifo_syncfifo_we & core_writer_fifo_syncfifo_writable) & (~core_writer_fifo_replace))) begin
		if ((~core_writer_fifo_do_read)) begin
			core_writer_fifo_level <= (core_writer_fifo_level + 1'd1);
		end
	end else begin
		if (core_writer_fifo_do_read) begin
			core_writer_fifo_level <= (core_writer_fifo_level - 1'd1);
		end
	end
	if ((core_descriptors_source_source_valid & core_descriptors_source_source_ready)) begin
		core_fetch_store <= {core_descriptors_source_source_payload_data, core_fetch_store[511:128]};
		core_fetch_count <= (core_fetch_count <<< 1'd1);
		core_fetch_done <= core_fetch_count[3];
	end
	if (core_fetch_take) begin
		core_fetch_count <= 1'd1;
		core_fetch_done <= 1'd0;
	end
	core_fetch_total0 <= (((core_fetch_descriptor_stride >>> 2'd3) * 1'd0) + (core_fetch_descriptor_stream_words * 2'd2));
	core_fetch_end0 <= ((core_fetch_descriptor_weights >>> 2'd3) + core_fetch_total0);
	core_fetch_total1 <= (core_fetch_descriptor_activation_words * 2'd2);
	core_fetch_end1 <= ((core_fetch_descriptor_activations >>> 2'd3) + core_fetch_total1);
	core_fetch_total2 <= (core_fetch_descriptor_output_words * 2'd2);
	core_fetch_end2 <= ((core_fetch_descriptor_output >>> 2'd3) + core_fetch_total2);
	core_fetch_fault <= 1'd0;
	core_fetch_found0 <= (((core_fetch_end0 > 30'd536870912) | (core_fetch_end1 > 30'd536870912)) | (core_fetch_end2 > 30'd536870912));
	if (core_fetch_found0) begin
		core_fetch_fault <= 3'd5;
	end
	core_fetch_found1 <= ((((core_fetch_descriptor_weights[5:0] != 1'd0) | (core_fetch_descriptor_activations[5:0] != 1'd0)) | (core_fetch_descriptor_output[5:0] != 1'd0)) | (core_fetch_descriptor_stride[5:0] != 1'd0));
	if (core_fetch_found1) begin
		core_fetch_fault <= 3'd4;
	end
	core_fetch_found2 <= (((((core_fetch_descriptor_rows == 1'd0) | (core_fetch_descriptor_rows > 2'd2)) | (core_fetch_descriptor_columns == 1'd0)) | (core_fetch_descriptor_slices == 1'd0)) | (core_fetch_descriptor_slices > 10'd1023));
	if (core_fetch_found2) begin
		core_fetch_fault <= 2'd3;
	end
	core_fetch_found3 <= ((((((core_fetch_descriptor_planes == 1'd0) | (core_fetch_descriptor_planes > 4'd8)) | (core_fetch_descriptor_group > 3'd4)) | (1'd0 & (core_fetch_descriptor_group == 3'd4))) | (core_fetch_descriptor_explicit & (core_fetch_descriptor_group == 1'd0))) | (core_fetch_descriptor_ternary & ((1'd1 | (core_fetch_descriptor_planes != 1'd1)) | (core_fetch_descriptor_group != 1'd0))));
	if (core_fetch_found3) begin
		core_fetch_fault <= 2'd2;
	end
	core_fetch_found4 <= (((core_fetch_descriptor_magic != 15'd19788) | (core_fetch_descriptor_version != 3'd4)) | (core_fetch_descriptor_opcode != 1'd1));
	if (core_fetch_found4) begin
		core_fetch_fault <= 1'd1;
	end
	if (core_datapath_compute) begin
		core_datapath_computed_planes <= core_fetch_descriptor_planes;
		core_datapath_computed_group <= core_fetch_descriptor_group;
		core_datapath_computed_explicit <= core_fetch_descriptor_explicit;
		core_datapath_computed_ternary <= core_fetch_descriptor_ternary;
		core_datapath_computed_rows <= core_fetch_descriptor_rows;
		core_datapath_computed_columns <= core_fetch_descriptor_columns;
		core_datapath_computed_slices <= core_fetch_descriptor_slices;
		core_datapath_computed_output <= core_fetch_descriptor_output;
		core_datapath_computed_output_words <= core_fetch_descriptor_output_words;
	end
	core_datapath_loader_tiles <= sync_slice_proxy0[25:10];
	core_datapath_datapath_stage <= core_datapath_compute;
	core_datapath_datapath_late_valid <= core_datapath_table_write_valid;
	core_datapath_datapath_late_we <= core_datapath_table_write_we;
	core_datapath_datapath_late_bank <= core_datapath_table_write_bank;
	core_datapath_datapath_late_segments <= core_datapath_table_write_segments;
	core_datapath_datapath_late_address <= core_datapath_table_write_address;
	core_datapath_datapath_late_data <= core_datapath_table_write_data;
	core_datapath_datapath_scale_data <= core_datapath_issue_sink_payload_data[127:0];
	core_datapath_datapath_row_enable0 <= (core_datapath_computed_rows > 1'd0);
	core_datapath_datapath_adder_enable0 <= (core_datapath_issue_plane_valid & core_datapath_datapath_row_enable0);
	core_datapath_datapath_adder_enable1 <= (core_datapath_datapath_record0_valid0 & core_datapath_datapath_row_enable0);
	core_datapath_datapath_adder_enable2 <= (core_datapath_datapath_record1_valid0 & core_datapath_datapath_row_enable0);
	core_datapath_datapath_row_enable1 <= (core_datapath_computed_rows > 1'd1);
	core_datapath_datapath_adder_enable3 <= (core_datapath_issue_plane_valid & core_datapath_datapath_row_enable1);
	core_datapath_datapath_adder_enable4 <= (core_datapath_datapath_record0_valid0 & core_datapath_datapath_row_enable1);
	core_datapath_datapath_adder_enable5 <= (core_datapath_datapath_record1_valid0 & core_datapath_datapath_row_enable1);
	core_datapath_loader_full <= ((core_datapath_loader_full | core_datapath_loader_filled) & (~core_datapath_loader_release));
	core_datapath_loader_data_d <= core_datapath_loader_sink_payload_data;
	core_datapath_loader_we <= (core_datapath_loader_load ? (1'd1 <<< core_datapath_loader_word) : 1'd0);
	if (core_datapath_loader_we[0]) begin
		core_datapath_loader_mantissas[127:0] <= core_datapath_loader_data_d;
	end
	if (core_datapath_loader_we[1]) begin
		core_datapath_loader_mantissas[255:128] <= core_datapath_loader_data_d;
	end
	if (core_datapath_loader_we[2]) begin
		core_datapath_loader_mantissas[383:256] <= core_datapath_loader_data_d;
	end
	if (core_datapath_loader_we[3]) begin
		core_datapath_loader_mantissas[511:384] <= core_datapath_loader_data_d;
	end
	core_datapath_loader_code_d_stage0 <= core_datapath_loader_code;
	core_datapath_loader_code_d_stage1 <= core_datapath_loader_code_d_stage0;
	core_datapath_loader_add_d_stage0 <= (core_datapath_loader_up & (~core_datapath_loader_negate));
	core_datapath_loader_add_d_stage1 <= core_datapath_loader_add_d_stage0;
	core_datapath_loader_step_d1_stage <= core_datapath_loader_step;
	core_datapath_loader_step_d_stage <= core_datapath_loader_step_d1_stage;
	core_datapath_loader_change_d_stage0 <= (core_datapath_loader_step | core_datapath_loader_negate);
	core_datapath_loader_change_d_stage1 <= core_datapath_loader_change_d_stage0;
	core_datapath_loader_clear_d_stage <= core_datapath_loader_clear;
	core_datapath_loader_index <= (core_datapath_loader_negate ? core_datapath_loader_entry : core_datapath_loader_digit);
	core_datapath_loader_mantissa0 <= sync_rhs_self0;
	if (core_datapath_loader_change_d_stage1) begin
		core_datapath_loader_entries0 <= (core_datapath_loader_add_d_stage1 ? (core_datapath_loader_entries0 + core_datapath_loader_change0) : (core_datapath_loader_entries0 - core_datapath_loader_change0));
	end
	if (core_datapath_loader_clear_d_stage) begin
		core_datapath_loader_entries0 <= 1'd0;
	end
	core_datapath_loader_mantissa1 <= sync_rhs_self1;
	if (core_datapath_loader_change_d_stage1) begin
		core_datapath_loader_entries1 <= (core_datapath_loader_add_d_stage1 ? (core_datapath_loader_entries1 + core_datapath_loader_change1) : (core_datapath_loader_entries1 - core_datapath_loader_change1));
	end
	if (core_datapath_loader_clear_d_stage) begin
		core_datapath_loader_entries1 <= 1'd0;
	end
	core_datapath_loader_mantissa2 <= sync_rhs_self2;
	if (core_datapath_loader_change_d_stage1) begin
		core_datapath_loader_entries2 <= (core_datapath_loader_add_d_stage1 ? (core_datapath_loader_entries2 + core_datapath_loader_change2) : (core_datapath_loader_entries2 - core_datapath_loader_change2));
	end
	if (core_datapath_loader_clear_d_stage) begin
		core_datapath_loader_entries2 <= 1'd0;
	end
	core_datapath_loader_mantissa3 <= sync_rhs_self3;
	if (core_datapath_loader_change_d_stage1) begin
		core_datapath_loader_entries3 <= (core_datapath_loader_add_d_stage1 ? (core_datapath_loader_entries3 + core_datapath_loader_change3) : (core_datapath_loader_entries3 - core_datapath_loader_change3));
	end
	if (core_datapath_loader_clear_d_stage) begin
		core_datapath_loader_entries3 <= 1'd0;
	end
	core_datapath_loader_mantissa4 <= sync_rhs_self4;
	if (core_datapath_loader_change_d_stage1) begin
		core_datapath_loader_entries4 <= (core_datapath_loader_add_d_stage1 ? (core_datapath_loader_entries4 + core_datapath_loader_change4) : (core_datapath_loader_entries4 - core_datapath_loader_change4));
	end
	if (core_datapath_loader_clear_d_stage) begin
		core_datapath_loader_entries4 <= 1'd0;
	end
	core_datapath_loader_mantissa5 <= sync_rhs_self5;
	if (core_datapath_loader_change_d_stage1) begin
		core_datapath_loader_entries5 <= (core_datapath_loader_add_d_stage1 ? (core_datapath_loader_entries5 + core_datapath_loader_change5) : (core_datapath_loader_entries5 - core_datapath_loader_change5));
	end
	if (core_datapath_loader_clear_d_stage) begin
		core_datapath_loader_entries5 <= 1'd0;
	end
	core_datapath_loader_mantissa6 <= sync_rhs_self6;
	if (core_datapath_loader_change_d_stage1) begin
		core_datapath_loader_entries6 <= (core_datapath_loader_add_d_stage1 ? (core_datapath_loader_entries6 + core_datapath_loader_change6) : (core_datapath_loader_entries6 - core_datapath_loader_change6));
	end
	if (core_datapath_loader_clear_d_stage) begin
		core_datapath_loader_entries6 <= 1'd0;
	end
	core_datapath_loader_mantissa7 <= sync_rhs_self7;
	if (core_datapath_loader_change_d_stage1) begin
		core_datapath_loader_entries7 <= (core_datapath_loader_add_d_stage1 ? (core_datapath_loader_entries7 + core_datapath_loader_change7) : (core_datapath_loader_entries7 - core_datapath_loader_change7));
	end
	if (core_datapath_loader_clear_d_stage) begin
		core_datapath_loader_entries7 <= 1'd0;
	end
	core_datapath_loader_delayed_stage0 <= core_datapath_loader_row0;
	core_datapath_loader_delayed_stage1 <= core_datapath_loader_delayed_stage0;
	core_datapath_loader_delayed_stage2 <= core_datapath_loader_bank0;
	core_datapath_loader_delayed_stage3 <= core_datapath_loader_delayed_stage2;
	core_datapath_loader_delayed_stage4 <= core_datapath_loader_segment;
	core_datapath_loader_delayed_stage5 <= core_datapath_loader_delayed_stage4;
	if (core_datapath_loader_host_tables) begin
		core_datapath_table_write_valid <= core_datapath_loader_take_entry;
		core_datapath_table_write_we <= (core_datapath_loader_take_entry ? core_datapath_loader_row0 : 1'd0);
		core_datapath_table_write_bank <= core_datapath_loader_bank0;
		core_datapath_table_write_segments <= (1'd1 <<< core_datapath_loader_segment);
		core_datapath_table_write_address <= core_datapath_loader_entry;
		core_datapath_table_write_data <= {core_datapath_loader_sink_payload_data[119:112], core_datapath_loader_sink_payload_data[103:96], core_datapath_loader_sink_payload_data[87:80], core_datapath_loader_sink_payload_data[71:64], core_datapath_loader_sink_payload_data[55:48], core_datapath_loader_sink_payload_data[39:32], core_datapath_loader_sink_payload_data[23:16], core_datapath_loader_sink_payload_data[7:0]};
	end else begin
		core_datapath_table_write_valid <= core_datapath_loader_step_d_stage;
		core_datapath_table_write_we <= (core_datapath_loader_step_d_stage ? core_datapath_loader_delayed_stage1 : 1'd0);
		core_datapath_table_write_bank <= core_datapath_loader_delayed_stage3;
		core_datapath_table_write_segments <= (1'd1 <<< core_datapath_loader_delayed_stage5);
		core_datapath_table_write_address <= core_datapath_loader_code_d_stage1;
		core_datapath_table_write_data <= {core_datapath_loader_entries7, core_datapath_loader_entries6, core_datapath_loader_entries5, core_datapath_loader_entries4, core_datapath_loader_entries3, core_datapath_loader_entries2, core_datapath_loader_entries1, core_datapath_loader_entries0};
	end
	core_datapath_loader_start1 <= core_datapath_loader_header_taken;
	core_datapath_loader_last_segment <= (core_datapath_loader_segment == (3'd4 - (core_datapath_loader_host_tables ? 1'd1 : 1'd1)));
	core_datapath_loader_last_row <= (core_datapath_loader_rows_left == 1'd1);
	core_datapath_loader_last <= ((core_datapath_loader_group1 == 3'd4) ? 3'd7 : 2'd3);
	if (core_datapath_loader_active) begin
		core_datapath_loader_piece <= (core_datapath_loader_piece + 1'd1);
		if ((core_datapath_loader_piece == core_datapath_loader_last)) begin
			core_datapath_loader_active <= 1'd0;
		end
	end
	if (core_datapath_loader_start1) begin
		core_datapath_loader_halves <= core_datapath_loader_header;
		core_datapath_loader_row2 <= core_datapath_loader_row1;
		core_datapath_loader_bank2 <= core_datapath_loader_bank1;
		core_datapath_loader_odd1 <= core_datapath_loader_odd0;
		core_datapath_loader_piece <= 1'd0;
		core_datapath_loader_active <= 1'd1;
	end
	core_datapath_loader_again_stage0 <= core_datapath_loader_piece;
	core_datapath_loader_again_stage1 <= core_datapath_loader_again_stage0;
	core_datapath_loader_rounds0 <= (core_datapath_loader_geometry0 + core_datapath_loader_geometry1);
	core_datapath_loader_rounds1 <= (core_datapath_loader_geometry2 + core_datapath_loader_geometry3);
	core_datapath_loader_rounds2 <= (core_datapath_loader_geometry4 + core_datapath_loader_geometry5);
	core_datapath_loader_rounds3 <= (core_datapath_loader_geometry6 + core_datapath_loader_geometry7);
	core_datapath_loader_pairs0 <= (core_datapath_loader_rounds0 + core_datapath_loader_rounds1);
	core_datapath_loader_pairs1 <= (core_datapath_loader_rounds2 + core_datapath_loader_rounds3);
	case (core_datapath_loader_group1)
		1'd1: begin
			core_datapath_loader_chosen <= sync_cases_self1;
		end
		2'd2: begin
			core_datapath_loader_chosen <= sync_cases_self2;
		end
		3'd4: begin
			core_datapath_loader_chosen <= sync_cases_self0;
		end
		default: begin
			core_datapath_loader_chosen <= (core_datapath_loader_pairs0 + core_datapath_loader_pairs1);
		end
	endcase
	core_datapath_loader_number_stage <= core_datapath_loader_again_stage1;
	core_datapath_loader_low_stage <= core_datapath_loader_down;
	core_datapath_loader_factor <= core_datapath_loader_zero1;
	core_datapath_loader_two <= (core_datapath_loader_explicit1 ? sync_rhs_self8 : sync_rhs_self9);
	core_datapath_loader_total <= core_datapath_loader_chosen;
	core_datapath_loader_down <= ((core_datapath_loader_odd1 ^ core_datapath_loader_uneven) & (core_datapath_loader_halves[4:0] != 1'd0));
	core_datapath_loader_lowered <= (core_datapath_loader_total - $signed({1'd0, core_datapath_loader_down}));
	core_datapath_loader_operand <= core_datapath_loader_total;
	core_datapath_loader_scaled <= (core_datapath_loader_operand * core_datapath_loader_factor);
	core_datapath_loader_geometry8 <= (core_datapath_loader_shifted >>> core_datapath_loader_halves[4:0]);
	case ({core_datapath_loader_low_stage, core_datapath_loader_halves[4:0]})
		1'd1: begin
			core_datapath_loader_most <= 1'sd1;
		end
		2'd2: begin
			core_datapath_loader_most <= 2'sd2;
		end
		2'd3: begin
			core_datapath_loader_most <= 3'sd4;
		end
		3'd4: begin
			core_datapath_loader_most <= 4'sd8;
		end
		3'd5: begin
			core_datapath_loader_most <= 5'sd16;
		end
		3'd6: begin
			core_datapath_loader_most <= 6'sd32;
		end
		3'd7: begin
			core_datapath_loader_most <= 7'sd64;
		end
		4'd8: begin
			core_datapath_loader_most <= 8'sd128;
		end
		4'd9: begin
			core_datapath_loader_most <= 9'sd256;
		end
		4'd10: begin
			core_datapath_loader_most <= 10'sd512;
		end
		4'd11: begin
			core_datapath_loader_most <= 11'sd1024;
		end
		4'd12: begin
			core_datapath_loader_most <= 12'sd2048;
		end
		4'd13: begin
			core_datapath_loader_most <= 13'sd4096;
		end
		4'd14: begin
			core_datapath_loader_most <= 14'sd8192;
		end
		4'd15: begin
			core_datapath_loader_most <= 15'sd16384;
		end
		5'd16: begin
			core_datapath_loader_most <= 16'sd32768;
		end
		5'd17: begin
			core_datapath_loader_most <= 17'sd65536;
		end
		5'd18: begin
			core_datapath_loader_most <= 18'sd131072;
		end
		5'd19: begin
			core_datapath_loader_most <= 19'sd262144;
		end
		5'd20: begin
			core_datapath_loader_most <= 20'sd524288;
		end
		5'd21: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd22: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd23: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd24: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd25: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd26: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd27: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd28: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd29: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd30: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		5'd31: begin
			core_datapath_loader_most <= 21'sd1048576;
		end
		6'd33: begin
			core_datapath_loader_most <= 1'd0;
		end
		6'd34: begin
			core_datapath_loader_most <= 1'sd1;
		end
		6'd35: begin
			core_datapath_loader_most <= 3'sd5;
		end
		6'd36: begin
			core_datapath_loader_most <= 4'sd9;
		end
		6'd37: begin
			core_datapath_loader_most <= 5'sd17;
		end
		6'd38: begin
			core_datapath_loader_most <= 6'sd33;
		end
		6'd39: begin
			core_datapath_loader_most <= 7'sd65;
		end
		6'd40: begin
			core_datapath_loader_most <= 8'sd129;
		end
		6'd41: begin
			core_datapath_loader_most <= 9'sd257;
		end
		6'd42: begin
			core_datapath_loader_most <= 10'sd513;
		end
		6'd43: begin
			core_datapath_loader_most <= 11'sd1025;
		end
		6'd44: begin
			core_datapath_loader_most <= 12'sd2049;
		end
		6'd45: begin
			core_datapath_loader_most <= 13'sd4097;
		end
		6'd46: begin
			core_datapath_loader_most <= 14'sd8193;
		end
		6'd47: begin
			core_datapath_loader_most <= 15'sd16385;
		end
		6'd48: begin
			core_datapath_loader_most <= 16'sd32769;
		end
		6'd49: begin
			core_datapath_loader_most <= 17'sd65537;
		end
		6'd50: begin
			core_datapath_loader_most <= 18'sd131073;
		end
		6'd51: begin
			core_datapath_loader_most <= 19'sd262145;
		end
		6'd52: begin
			core_datapath_loader_most <= 20'sd524289;
		end
		6'd53: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd54: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd55: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd56: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd57: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd58: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd59: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd60: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd61: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd62: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		6'd63: begin
			core_datapath_loader_most <= 21'sd1048577;
		end
		default: begin
			core_datapath_loader_most <= 1'd0;
		end
	endcase
	core_datapath_loader_zero2 <= (core_datapath_loader_scaled + core_datapath_loader_most);
	core_datapath_loader_offset <= ((~(core_datapath_loader_geometry8 >>> 1'd1)) + $signed({1'd0, (core_datapath_loader_geometry8[0] ? 1'd0 : 1'd1)}));
	core_datapath_loader_steps_stage0 <= core_datapath_loader_piece;
	core_datapath_loader_steps_stage1 <= core_datapath_loader_steps_stage0;
	core_datapath_loader_steps_stage2 <= core_datapath_loader_steps_stage1;
	core_datapath_loader_steps_stage3 <= core_datapath_loader_steps_stage2;
	core_datapath_loader_steps_stage4 <= core_datapath_loader_steps_stage3;
	core_datapath_loader_steps_stage5 <= core_datapath_loader_steps_stage4;
	core_datapath_loader_steps_stage6 <= core_datapath_loader_steps_stage5;
	core_datapath_loader_steps_stage7 <= core_datapath_loader_steps_stage6;
	core_datapath_loader_valid <= {core_datapath_loader_valid, core_datapath_loader_active};
	core_datapath_piece_write_zero <= core_datapath_loader_zero2;
	core_datapath_piece_write_other <= (core_datapath_loader_two ? core_datapath_loader_zero2 : (core_datapath_loader_offset <<< 1'd0));
	resetinserter_state <= resetinserter_next_state;
	if (core_datapath_loader_tiles_left_resetinserter_next_value_ce0) begin
		core_datapath_loader_tiles_left <= core_datapath_loader_tiles_left_resetinserter_next_value0;
	end
	if (core_datapath_loader_slices_left_resetinserter_next_value_ce1) begin
		core_datapath_loader_slices_left <= core_datapath_loader_slices_left_resetinserter_next_value1;
	end
	if (core_datapath_loader_row0_resetinserter_next_value_ce2) begin
		core_datapath_loader_row0 <= core_datapath_loader_row0_resetinserter_next_value2;
	end
	if (core_datapath_loader_rows_left_resetinserter_next_value_ce3) begin
		core_datapath_loader_rows_left <= core_datapath_loader_rows_left_resetinserter_next_value3;
	end
	if (core_datapath_loader_entry_resetinserter_t_next_value_ce0) begin
		core_datapath_loader_entry <= core_datapath_loader_entry_resetinserter_t_next_value0;
	end
	if (core_datapath_loader_segment_resetinserter_t_next_value_ce1) begin
		core_datapath_loader_segment <= core_datapath_loader_segment_resetinserter_t_next_value1;
	end
	if (core_datapath_loader_word_resetinserter_f_next_value_ce) begin
		core_datapath_loader_word <= core_datapath_loader_word_resetinserter_f_next_value;
	end
	if (core_datapath_loader_bank0_resetinserter_next_value_ce4) begin
		core_datapath_loader_bank0 <= core_datapath_loader_bank0_resetinserter_next_value4;
	end
	if (core_datapath_issue_plane_loop_ends) begin
		core_datapath_issue_turn <= (core_datapath_issue_turns & (~core_datapath_issue_turn));
	end
	if (core_datapath_issue_begin) begin
		core_datapath_issue_turn <= 1'd0;
	end
	core_datapath_issue_stage0 <= core_datapath_issue_start;
	core_datapath_issue_stage1 <= core_datapath_issue_stage0;
	core_datapath_issue_stage2 <= core_datapath_issue_stage1;
	core_datapath_issue_stage3 <= core_datapath_issue_stage2;
	core_datapath_issue_stage4 <= core_datapath_issue_ends0;
	core_datapath_issue_stage5 <= core_datapath_issue_stage4;
	core_datapath_issue_stage6 <= core_datapath_issue_stage5;
	core_datapath_issue_stage7 <= core_datapath_issue_stage6;
	core_datapath_issue_stage8 <= core_datapath_issue_stage7;
	core_datapath_issue_stage9 <= core_datapath_issue_stage8;
	core_datapath_issue_stage10 <= core_datapath_issue_stage9;
	core_datapath_issue_stage11 <= core_datapath_issue_stage10;
	core_datapath_issue_stage12 <= core_datapath_issue_stage11;
	core_datapath_issue_stage13 <= core_datapath_issue_stage12;
	core_datapath_issue_stage14 <= core_datapath_issue_stage13;
	core_datapath_issue_stage15 <= core_datapath_issue_stage14;
	core_datapath_issue_stage16 <= core_datapath_issue_stage15;
	core_datapath_issue_stage17 <= core_datapath_issue_stage16;
	core_datapath_issue_stage18 <= core_datapath_issue_stage17;
	core_datapath_issue_stage19 <= core_datapath_issue_stage18;
	core_datapath_issue_stage20 <= core_datapath_issue_stage19;
	core_datapath_issue_stage21 <= core_datapath_issue_stage20;
	core_datapath_issue_stage22 <= core_datapath_issue_stage21;
	core_datapath_issue_stage23 <= core_datapath_issue_stage22;
	core_datapath_issue_stage24 <= core_datapath_issue_stage23;
	core_datapath_issue_last_next <= (core_datapath_issue_left <= 11'd1024);
	core_datapath_issue_next_tile <= ((core_datapath_issue_left <= 11'd1024) ? core_datapath_issue_left[10:0] : 11'd1024);
	core_datapath_issue_column_loop_count <= ((core_datapath_issue_active & (~core_datapath_issue_slice_loop_last)) ? core_datapath_issue_tile : core_datapath_issue_next_tile);
	if ((core_datapath_issue_begin | core_datapath_issue_tile_ends)) begin
		core_datapath_issue_tile <= core_datapath_issue_next_tile;
		core_datapath_issue_last_tile <= core_datapath_issue_last_next;
		core_datapath_issue_left <= (core_datapath_issue_left - 11'd1024);
	end
	if (core_datapath_issue_begin) begin
		core_datapath_issue_active <= 1'd1;
	end
	if (core_datapath_issue_ends0) begin
		core_datapath_issue_active <= 1'd0;
		core_datapath_issue_done <= 1'd1;
	end
	if (core_datapath_issue_stage24) begin
		core_datapath_issue_idle <= 1'd1;
	end
	if (core_datapath_issue_start) begin
		core_datapath_issue_left <= core_datapath_issue_columns;
		core_datapath_issue_done <= 1'd0;
		core_datapath_issue_idle <= 1'd0;
	end
	core_datapath_issue_full1 <= (core_datapath_issue_scarce & ((core_datapath_issue_slice_loop_last | core_datapath_issue_slice_ends) | core_datapath_issue_begin));
	core_datapath_issue_narrow1 <= (core_datapath_issue_column_loop_count < 3'd4);
	if ((core_datapath_issue_explicit0 == 1'd0)) begin
		case (core_datapath_issue_group0)
			1'd0: begin
				core_datapath_issue_block_loop_count <= 1'd1;
				core_datapath_issue_block <= 4'd8;
			end
		endcase
	end
	if ((core_datapath_issue_explicit0 == 1'd0)) begin
		case (core_datapath_issue_group0)
			1'd1: begin
				core_datapath_issue_block_loop_count <= 2'd2;
				core_datapath_issue_block <= 3'd4;
			end
		endcase
	end
	if ((core_datapath_issue_explicit0 == 1'd0)) begin
		case (core_datapath_issue_group0)
			2'd2: begin
				core_datapath_issue_block_loop_count <= 3'd4;
				core_datapath_issue_block <= 2'd2;
			end
		endcase
	end
	if ((core_datapath_issue_explicit0 == 1'd0)) begin
		case (core_datapath_issue_group0)
			2'd3: begin
				core_datapath_issue_block_loop_count <= 4'd8;
				core_datapath_issue_block <= 1'd1;
			end
		endcase
	end
	if ((core_datapath_issue_explicit0 == 1'd0)) begin
		case (core_datapath_issue_group0)
			3'd4: begin
				core_datapath_issue_block_loop_count <= 1'd1;
				core_datapath_issue_block <= 4'd8;
			end
		endcase
	end
	if ((core_datapath_issue_explicit0 == 1'd1)) begin
		case (core_datapath_issue_group0)
			1'd0: begin
				core_datapath_issue_block_loop_count <= 1'd1;
				core_datapath_issue_block <= 4'd8;
			end
		endcase
	end
	if ((core_datapath_issue_explicit0 == 1'd1)) begin
		case (core_datapath_issue_group0)
			1'd1: begin
				core_datapath_issue_block_loop_count <= 1'd1;
				core_datapath_issue_block <= 4'd8;
			end
		endcase
	end
	if ((core_datapath_issue_explicit0 == 1'd1)) begin
		case (core_datapath_issue_group0)
			2'd2: begin
				core_datapath_issue_block_loop_count <= 2'd2;
				core_datapath_issue_block <= 3'd4;
			end
		endcase
	end
	if ((core_datapath_issue_explicit0 == 1'd1)) begin
		case (core_datapath_issue_group0)
			2'd3: begin
				core_datapath_issue_block_loop_count <= 3'd4;
				core_datapath_issue_block <= 2'd2;
			end
		endcase
	end
	if ((core_datapath_issue_explicit0 == 1'd1)) begin
		case (core_datapath_issue_group0)
			3'd4: begin
				core_datapath_issue_block_loop_count <= 1'd1;
				core_datapath_issue_block <= 4'd8;
			end
		endcase
	end
	core_datapath_issue_scale_we <= (core_datapath_issue_issued0 & core_datapath_issue_scale);
	if (core_datapath_issue_scale_we) begin
		core_datapath_issue_slot <= (core_datapath_issue_slot + 1'd1);
	end
	if (core_datapath_issue_issued0) begin
		core_datapath_issue_scale <= 1'd0;
	end
	if (core_datapath_issue_column_ends) begin
		core_datapath_issue_lane <= (core_datapath_issue_lane + core_datapath_issue_block);
	end else begin
		if (core_datapath_issue_plane_loop_ends) begin
			core_datapath_issue_lane <= (core_datapath_issue_explicit0 ? 1'd0 : 3'd4);
			core_datapath_issue_scale <= core_datapath_issue_explicit0;
		end
	end
	if ((core_datapath_issue_ends1 | core_datapath_issue_begin)) begin
		core_datapath_issue_lane <= 1'd0;
		core_datapath_issue_scale <= core_datapath_issue_scaled;
	end
	core_datapath_issue_used <= ((core_datapath_issue_used | core_datapath_issue_self) & core_datapath_issue_full0);
	core_datapath_issue_tables <= (sync_slice_proxy1 & (~core_datapath_issue_slice_ends));
	if (core_datapath_issue_slice_ends) begin
		core_datapath_issue_bank <= 1'd0;
	end
	core_datapath_issue_stage25 <= core_datapath_issue_self;
	core_datapath_issue_stage26 <= core_datapath_issue_stage25;
	core_datapath_issue_stage27 <= core_datapath_issue_stage26;
	core_datapath_issue_stage28 <= core_datapath_issue_stage27;
	core_datapath_issue_stage29 <= core_datapath_issue_stage28;
	core_datapath_issue_stage30 <= core_datapath_issue_stage29;
	core_datapath_issue_stage31 <= core_datapath_issue_stage30;
	core_datapath_issue_stage32 <= core_datapath_issue_stage31;
	core_datapath_issue_stage33 <= core_datapath_issue_stage32;
	core_datapath_issue_stage34 <= core_datapath_issue_stage33;
	core_datapath_issue_stage35 <= core_datapath_issue_stage34;
	core_datapath_issue_plane_valid <= (core_datapath_issue_issued0 & (~core_datapath_issue_scale));
	core_datapath_issue_plane_first <= core_datapath_issue_plane_loop_first;
	core_datapath_issue_plane_last <= core_datapath_issue_plane_loop_last;
	core_datapath_issue_plane_bank <= core_datapath_issue_bank;
	core_datapath_issue_plane_column <= core_datapath_issue_column_loop_left;
	core_datapath_issue_plane_clear <= core_datapath_issue_slice_loop_first;
	core_datapath_issue_plane_final <= core_datapath_issue_slice_loop_last;
	core_datapath_issue_plane_slot <= (core_datapath_issue_scale_we ? core_datapath_issue_slot : (core_datapath_issue_slot - 1'd1));
	core_datapath_issue_plane_lane <= core_datapath_issue_lane;
	core_datapath_issue_plane_turn <= core_datapath_issue_turn;
	core_datapath_issue_plane_loop_others <= (core_datapath_issue_plane_loop_count - 1'd1);
	core_datapath_issue_plane_loop_single <= (core_datapath_issue_plane_loop_count == 1'd1);
	if (core_datapath_issue_plane_loop_step) begin
		core_datapath_issue_plane_loop_left <= (core_datapath_issue_plane_loop_left - 1'd1);
		core_datapath_issue_plane_loop_first <= 1'd0;
		core_datapath_issue_plane_loop_last <= (core_datapath_issue_plane_loop_left == 1'd1);
	end
	if ((core_datapath_issue_plane_loop_begin | core_datapath_issue_plane_loop_ends)) begin
		core_datapath_issue_plane_loop_left <= core_datapath_issue_plane_loop_others;
		core_datapath_issue_plane_loop_first <= 1'd1;
		core_datapath_issue_plane_loop_last <= core_datapath_issue_plane_loop_single;
	end
	core_datapath_issue_column_loop_others <= (core_datapath_issue_column_loop_count - 1'd1);
	core_datapath_issue_column_loop_single <= (core_datapath_issue_column_loop_count == 1'd1);
	if (core_datapath_issue_column_loop_step) begin
		core_datapath_issue_column_loop_left <= (core_datapath_issue_column_loop_left - 1'd1);
		core_datapath_issue_column_loop_first <= 1'd0;
		core_datapath_issue_column_loop_last <= (core_datapath_issue_column_loop_left == 1'd1);
	end
	if ((core_datapath_issue_column_loop_begin | core_datapath_issue_column_loop_ends)) begin
		core_datapath_issue_column_loop_left <= core_datapath_issue_column_loop_others;
		core_datapath_issue_column_loop_first <= 1'd1;
		core_datapath_issue_column_loop_last <= core_datapath_issue_column_loop_single;
	end
	core_datapath_issue_slice_loop_others <= (core_datapath_issue_slice_loop_count - 1'd1);
	core_datapath_issue_slice_loop_single <= (core_datapath_issue_slice_loop_count == 1'd1);
	if (core_datapath_issue_slice_loop_step) begin
		core_datapath_issue_slice_loop_left <= (core_datapath_issue_slice_loop_left - 1'd1);
		core_datapath_issue_slice_loop_first <= 1'd0;
		core_datapath_issue_slice_loop_last <= (core_datapath_issue_slice_loop_left == 1'd1);
	end
	if ((core_datapath_issue_slice_loop_begin | core_datapath_issue_slice_loop_ends)) begin
		core_datapath_issue_slice_loop_left <= core_datapath_issue_slice_loop_others;
		core_datapath_issue_slice_loop_first <= 1'd1;
		core_datapath_issue_slice_loop_last <= core_datapath_issue_slice_loop_single;
	end
	if ((core_datapath_issue_pause != 1'd0)) begin
		core_datapath_issue_pause <= (core_datapath_issue_pause - 1'd1);
	end
	if ((core_datapath_issue_pause <= 1'd1)) begin
		core_datapath_issue_held <= 1'd0;
	end
	if (core_datapath_issue_column) begin
		core_datapath_issue_pause <= (core_datapath_issue_explicit1 ? sync_t_self0 : sync_t_self1);
		core_datapath_issue_held <= ((core_datapath_issue_explicit1 ? sync_t_self2 : sync_t_self3) != 1'd0);
		if ((core_datapath_issue_slice & core_datapath_issue_narrow0)) begin
			core_datapath_issue_pause <= 2'd3;
			core_datapath_issue_held <= 1'd1;
		end
	end
	core_datapath_issue_issued_stage <= core_datapath_issue_issued1;
	case ({core_datapath_issue_taken1, core_datapath_issue_issued_stage})
		1'd1: begin
			core_datapath_issue_places <= (core_datapath_issue_places - 1'd1);
		end
		2'd2: begin
			core_datapath_issue_places <= (core_datapath_issue_places + 1'd1);
		end
	endcase
	core_datapath_issue_block_loop_others <= (core_datapath_issue_block_loop_count - 1'd1);
	core_datapath_issue_block_loop_single <= (core_datapath_issue_block_loop_count == 1'd1);
	if (core_datapath_issue_block_loop_step) begin
		core_datapath_issue_block_loop_left <= (core_datapath_issue_block_loop_left - 1'd1);
		core_datapath_issue_block_loop_first <= 1'd0;
		core_datapath_issue_block_loop_last <= (core_datapath_issue_block_loop_left == 1'd1);
	end
	if ((core_datapath_issue_block_loop_begin | core_datapath_issue_block_loop_ends)) begin
		core_datapath_issue_block_loop_left <= core_datapath_issue_block_loop_others;
		core_datapath_issue_block_loop_first <= 1'd1;
		core_datapath_issue_block_loop_last <= core_datapath_issue_block_loop_single;
	end
	core_datapath_datapath_record0_valid0 <= core_datapath_issue_plane_valid;
	core_datapath_datapath_record0_first0 <= core_datapath_issue_plane_first;
	core_datapath_datapath_record0_last0 <= core_datapath_issue_plane_last;
	core_datapath_datapath_record0_bank0 <= core_datapath_issue_plane_bank;
	core_datapath_datapath_record0_column0 <= core_datapath_issue_plane_column;
	core_datapath_datapath_record0_clear0 <= core_datapath_issue_plane_clear;
	core_datapath_datapath_record0_final0 <= core_datapath_issue_plane_final;
	core_datapath_datapath_record0_slot0 <= core_datapath_issue_plane_slot;
	core_datapath_datapath_record0_lane0 <= core_datapath_issue_plane_lane;
	core_datapath_datapath_record0_turn0 <= core_datapath_issue_plane_turn;
	core_datapath_datapath_record1_valid0 <= core_datapath_datapath_record0_valid0;
	core_datapath_datapath_record1_first0 <= core_datapath_datapath_record0_first0;
	core_datapath_datapath_record1_last0 <= core_datapath_datapath_record0_last0;
	core_datapath_datapath_record1_bank0 <= core_datapath_datapath_record0_bank0;
	core_datapath_datapath_record1_column0 <= core_datapath_datapath_record0_column0;
	core_datapath_datapath_record1_clear0 <= core_datapath_datapath_record0_clear0;
	core_datapath_datapath_record1_final0 <= core_datapath_datapath_record0_final0;
	core_datapath_datapath_record1_slot0 <= core_datapath_datapath_record0_slot0;
	core_datapath_datapath_record1_lane0 <= core_datapath_datapath_record0_lane0;
	core_datapath_datapath_record1_turn0 <= core_datapath_datapath_record0_turn0;
	core_datapath_datapath_record2_valid0 <= core_datapath_datapath_record1_valid0;
	core_datapath_datapath_record2_first0 <= core_datapath_datapath_record1_first0;
	core_datapath_datapath_record2_last0 <= core_datapath_datapath_record1_last0;
	core_datapath_datapath_record2_bank0 <= core_datapath_datapath_record1_bank0;
	core_datapath_datapath_record2_column0 <= core_datapath_datapath_record1_column0;
	core_datapath_datapath_record2_clear0 <= core_datapath_datapath_record1_clear0;
	core_datapath_datapath_record2_final0 <= core_datapath_datapath_record1_final0;
	core_datapath_datapath_record2_slot0 <= core_datapath_datapath_record1_slot0;
	core_datapath_datapath_record2_lane0 <= core_datapath_datapath_record1_lane0;
	core_datapath_datapath_record2_turn0 <= core_datapath_datapath_record1_turn0;
	core_datapath_datapath_record3_valid0 <= core_datapath_datapath_record2_valid0;
	core_datapath_datapath_record3_first0 <= core_datapath_datapath_record2_first0;
	core_datapath_datapath_record3_last0 <= core_datapath_datapath_record2_last0;
	core_datapath_datapath_record3_bank0 <= core_datapath_datapath_record2_bank0;
	core_datapath_datapath_record3_column0 <= core_datapath_datapath_record2_column0;
	core_datapath_datapath_record3_clear0 <= core_datapath_datapath_record2_clear0;
	core_datapath_datapath_record3_final0 <= core_datapath_datapath_record2_final0;
	core_datapath_datapath_record3_slot0 <= core_datapath_datapath_record2_slot0;
	core_datapath_datapath_record3_lane0 <= core_datapath_datapath_record2_lane0;
	core_datapath_datapath_record3_turn0 <= core_datapath_datapath_record2_turn0;
	core_datapath_datapath_record4_valid0 <= core_datapath_datapath_record3_valid0;
	core_datapath_datapath_record4_first0 <= core_datapath_datapath_record3_first0;
	core_datapath_datapath_record4_last0 <= core_datapath_datapath_record3_last0;
	core_datapath_datapath_record4_bank0 <= core_datapath_datapath_record3_bank0;
	core_datapath_datapath_record4_column0 <= core_datapath_datapath_record3_column0;
	core_datapath_datapath_record4_clear0 <= core_datapath_datapath_record3_clear0;
	core_datapath_datapath_record4_final0 <= core_datapath_datapath_record3_final0;
	core_datapath_datapath_record4_slot0 <= core_datapath_datapath_record3_slot0;
	core_datapath_datapath_record4_lane0 <= core_datapath_datapath_record3_lane0;
	core_datapath_datapath_record4_turn0 <= core_datapath_datapath_record3_turn0;
	core_datapath_datapath_record1_valid1 <= core_datapath_datapath_record0_valid1;
	core_datapath_datapath_record1_first1 <= core_datapath_datapath_record0_first1;
	core_datapath_datapath_record1_last1 <= core_datapath_datapath_record0_last1;
	core_datapath_datapath_record1_piece <= core_datapath_datapath_record0_piece;
	core_datapath_datapath_record1_other <= core_datapath_datapath_record0_other;
	core_datapath_datapath_record1_turn1 <= core_datapath_datapath_record0_turn1;
	core_datapath_datapath_record1_bank1 <= core_datapath_datapath_record0_bank1;
	core_datapath_datapath_record1_column1 <= core_datapath_datapath_record0_column1;
	core_datapath_datapath_record1_clear1 <= core_datapath_datapath_record0_clear1;
	core_datapath_datapath_record1_final1 <= core_datapath_datapath_record0_final1;
	core_datapath_datapath_record1_slot1 <= core_datapath_datapath_record0_slot1;
	core_datapath_datapath_record1_lane1 <= core_datapath_datapath_record0_lane1;
	core_datapath_datapath_record2_valid1 <= core_datapath_datapath_record1_valid1;
	core_datapath_datapath_record2_first1 <= core_datapath_datapath_record1_first1;
	core_datapath_datapath_record2_last1 <= core_datapath_datapath_record1_last1;
	core_datapath_datapath_record2_piece <= core_datapath_datapath_record1_piece;
	core_datapath_datapath_record2_other <= core_datapath_datapath_record1_other;
	core_datapath_datapath_record2_turn1 <= core_datapath_datapath_record1_turn1;
	core_datapath_datapath_record2_bank1 <= core_datapath_datapath_record1_bank1;
	core_datapath_datapath_record2_column1 <= core_datapath_datapath_record1_column1;
	core_datapath_datapath_record2_clear1 <= core_datapath_datapath_record1_clear1;
	core_datapath_datapath_record2_final1 <= core_datapath_datapath_record1_final1;
	core_datapath_datapath_record2_slot1 <= core_datapath_datapath_record1_slot1;
	core_datapath_datapath_record2_lane1 <= core_datapath_datapath_record1_lane1;
	core_datapath_datapath_record3_valid1 <= core_datapath_datapath_record2_valid1;
	core_datapath_datapath_record3_first1 <= core_datapath_datapath_record2_first1;
	core_datapath_datapath_record3_last1 <= core_datapath_datapath_record2_last1;
	core_datapath_datapath_record3_piece <= core_datapath_datapath_record2_piece;
	core_datapath_datapath_record3_other <= core_datapath_datapath_record2_other;
	core_datapath_datapath_record3_turn1 <= core_datapath_datapath_record2_turn1;
	core_datapath_datapath_record3_bank1 <= core_datapath_datapath_record2_bank1;
	core_datapath_datapath_record3_column1 <= core_datapath_datapath_record2_column1;
	core_datapath_datapath_record3_clear1 <= core_datapath_datapath_record2_clear1;
	core_datapath_datapath_record3_final1 <= core_datapath_datapath_record2_final1;
	core_datapath_datapath_record3_slot1 <= core_datapath_datapath_record2_slot1;
	core_datapath_datapath_record3_lane1 <= core_datapath_datapath_record2_lane1;
	core_datapath_datapath_record4_valid1 <= core_datapath_datapath_record3_valid1;
	core_datapath_datapath_record4_first1 <= core_datapath_datapath_record3_first1;
	core_datapath_datapath_record4_last1 <= core_datapath_datapath_record3_last1;
	core_datapath_datapath_record4_piece <= core_datapath_datapath_record3_piece;
	core_datapath_datapath_record4_other <= core_datapath_datapath_record3_other;
	core_datapath_datapath_record4_turn1 <= core_datapath_datapath_record3_turn1;
	core_datapath_datapath_record4_bank1 <= core_datapath_datapath_record3_bank1;
	core_datapath_datapath_record4_column1 <= core_datapath_datapath_record3_column1;
	core_datapath_datapath_record4_clear1 <= core_datapath_datapath_record3_clear1;
	core_datapath_datapath_record4_final1 <= core_datapath_datapath_record3_final1;
	core_datapath_datapath_record4_slot1 <= core_datapath_datapath_record3_slot1;
	core_datapath_datapath_record4_lane1 <= core_datapath_datapath_record3_lane1;
	core_datapath_datapath_record5_valid <= core_datapath_datapath_record4_valid1;
	core_datapath_datapath_record5_first <= core_datapath_datapath_record4_first1;
	core_datapath_datapath_record5_last <= core_datapath_datapath_record4_last1;
	core_datapath_datapath_record5_piece <= core_datapath_datapath_record4_piece;
	core_datapath_datapath_record5_other <= core_datapath_datapath_record4_other;
	core_datapath_datapath_record5_turn <= core_datapath_datapath_record4_turn1;
	core_datapath_datapath_record5_bank <= core_datapath_datapath_record4_bank1;
	core_datapath_datapath_record5_column <= core_datapath_datapath_record4_column1;
	core_datapath_datapath_record5_clear <= core_datapath_datapath_record4_clear1;
	core_datapath_datapath_record5_final <= core_datapath_datapath_record4_final1;
	core_datapath_datapath_record5_slot <= core_datapath_datapath_record4_slot1;
	core_datapath_datapath_record5_lane <= core_datapath_datapath_record4_lane1;
	core_datapath_datapath_record6_valid <= core_datapath_datapath_record5_valid;
	core_datapath_datapath_record6_first <= core_datapath_datapath_record5_first;
	core_datapath_datapath_record6_last <= core_datapath_datapath_record5_last;
	core_datapath_datapath_record6_piece <= core_datapath_datapath_record5_piece;
	core_datapath_datapath_record6_other <= core_datapath_datapath_record5_other;
	core_datapath_datapath_record6_turn <= core_datapath_datapath_record5_turn;
	core_datapath_datapath_record6_bank <= core_datapath_datapath_record5_bank;
	core_datapath_datapath_record6_column <= core_datapath_datapath_record5_column;
	core_datapath_datapath_record6_clear <= core_datapath_datapath_record5_clear;
	core_datapath_datapath_record6_final <= core_datapath_datapath_record5_final;
	core_datapath_datapath_record6_slot <= core_datapath_datapath_record5_slot;
	core_datapath_datapath_record6_lane <= core_datapath_datapath_record5_lane;
	core_datapath_datapath_record7_valid <= core_datapath_datapath_record6_valid;
	core_datapath_datapath_record7_first <= core_datapath_datapath_record6_first;
	core_datapath_datapath_record7_last <= core_datapath_datapath_record6_last;
	core_datapath_datapath_record7_piece <= core_datapath_datapath_record6_piece;
	core_datapath_datapath_record7_other <= core_datapath_datapath_record6_other;
	core_datapath_datapath_record7_turn <= core_datapath_datapath_record6_turn;
	core_datapath_datapath_record7_bank <= core_datapath_datapath_record6_bank;
	core_datapath_datapath_record7_column <= core_datapath_datapath_record6_column;
	core_datapath_datapath_record7_clear <= core_datapath_datapath_record6_clear;
	core_datapath_datapath_record7_final <= core_datapath_datapath_record6_final;
	core_datapath_datapath_record7_slot <= core_datapath_datapath_record6_slot;
	core_datapath_datapath_record7_lane <= core_datapath_datapath_record6_lane;
	core_datapath_datapath_record8_valid <= core_datapath_datapath_record7_valid;
	core_datapath_datapath_record8_first <= core_datapath_datapath_record7_first;
	core_datapath_datapath_record8_last <= core_datapath_datapath_record7_last;
	core_datapath_datapath_record8_piece <= core_datapath_datapath_record7_piece;
	core_datapath_datapath_record8_other <= core_datapath_datapath_record7_other;
	core_datapath_datapath_record8_turn <= core_datapath_datapath_record7_turn;
	core_datapath_datapath_record8_bank <= core_datapath_datapath_record7_bank;
	core_datapath_datapath_record8_column <= core_datapath_datapath_record7_column;
	core_datapath_datapath_record8_clear <= core_datapath_datapath_record7_clear;
	core_datapath_datapath_record8_final <= core_datapath_datapath_record7_final;
	core_datapath_datapath_record8_slot <= core_datapath_datapath_record7_slot;
	core_datapath_datapath_record8_lane <= core_datapath_datapath_record7_lane;
	core_datapath_datapath_record9_valid <= core_datapath_datapath_record8_valid;
	core_datapath_datapath_record9_first <= core_datapath_datapath_record8_first;
	core_datapath_datapath_record9_last <= core_datapath_datapath_record8_last;
	core_datapath_datapath_record9_piece <= core_datapath_datapath_record8_piece;
	core_datapath_datapath_record9_other <= core_datapath_datapath_record8_other;
	core_datapath_datapath_record9_turn <= core_datapath_datapath_record8_turn;
	core_datapath_datapath_record9_bank <= core_datapath_datapath_record8_bank;
	core_datapath_datapath_record9_column <= core_datapath_datapath_record8_column;
	core_datapath_datapath_record9_clear <= core_datapath_datapath_record8_clear;
	core_datapath_datapath_record9_final <= core_datapath_datapath_record8_final;
	core_datapath_datapath_record9_slot <= core_datapath_datapath_record8_slot;
	core_datapath_datapath_record9_lane <= core_datapath_datapath_record8_lane;
	core_datapath_datapath_record10_valid <= core_datapath_datapath_record9_valid;
	core_datapath_datapath_record10_first <= core_datapath_datapath_record9_first;
	core_datapath_datapath_record10_last <= core_datapath_datapath_record9_last;
	core_datapath_datapath_record10_piece <= core_datapath_datapath_record9_piece;
	core_datapath_datapath_record10_other <= core_datapath_datapath_record9_other;
	core_datapath_datapath_record10_turn <= core_datapath_datapath_record9_turn;
	core_datapath_datapath_record10_bank <= core_datapath_datapath_record9_bank;
	core_datapath_datapath_record10_column <= core_datapath_datapath_record9_column;
	core_datapath_datapath_record10_clear <= core_datapath_datapath_record9_clear;
	core_datapath_datapath_record10_final <= core_datapath_datapath_record9_final;
	core_datapath_datapath_record10_slot <= core_datapath_datapath_record9_slot;
	core_datapath_datapath_record10_lane <= core_datapath_datapath_record9_lane;
	core_datapath_datapath_record11_valid <= core_datapath_datapath_record10_valid;
	core_datapath_datapath_record11_first <= core_datapath_datapath_record10_first;
	core_datapath_datapath_record11_last <= core_datapath_datapath_record10_last;
	core_datapath_datapath_record11_piece <= core_datapath_datapath_record10_piece;
	core_datapath_datapath_record11_other <= core_datapath_datapath_record10_other;
	core_datapath_datapath_record11_turn <= core_datapath_datapath_record10_turn;
	core_datapath_datapath_record11_bank <= core_datapath_datapath_record10_bank;
	core_datapath_datapath_record11_column <= core_datapath_datapath_record10_column;
	core_datapath_datapath_record11_clear <= core_datapath_datapath_record10_clear;
	core_datapath_datapath_record11_final <= core_datapath_datapath_record10_final;
	core_datapath_datapath_record11_slot <= core_datapath_datapath_record10_slot;
	core_datapath_datapath_record11_lane <= core_datapath_datapath_record10_lane;
	core_datapath_datapath_mine1 <= core_datapath_datapath_mine0;
	if ((core_datapath_datapath_record0_valid1 & (core_datapath_datapath_record0_piece != core_datapath_datapath_count))) begin
		core_datapath_datapath_record0_piece <= (core_datapath_datapath_record0_piece + 1'd1);
		core_datapath_datapath_record0_other <= ((core_datapath_datapath_record0_piece + 1'd1) | core_datapath_datapath_partner);
		core_datapath_datapath_record0_first1 <= 1'd0;
		core_datapath_datapath_record0_last1 <= (((core_datapath_datapath_record0_piece + 1'd1) == core_datapath_datapath_count) & (core_datapath_datapath_record0_turn1 == core_datapath_datapath_twice));
		core_datapath_datapath_record0_lane1 <= (core_datapath_datapath_record0_lane1 + core_datapath_datapath_lanes);
	end else begin
		core_datapath_datapath_record0_valid1 <= 1'd0;
	end
	if ((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0)) begin
		core_datapath_datapath_record0_valid1 <= 1'd1;
		core_datapath_datapath_record0_piece <= 1'd0;
		core_datapath_datapath_record0_other <= core_datapath_datapath_partner;
		core_datapath_datapath_record0_first1 <= (~core_datapath_datapath_record4_turn0);
		core_datapath_datapath_record0_last1 <= (core_datapath_datapath_count == 1'd0);
		core_datapath_datapath_record0_turn1 <= core_datapath_datapath_record4_turn0;
		core_datapath_datapath_record0_lane1 <= core_datapath_datapath_record4_lane0;
		core_datapath_datapath_record0_bank1 <= core_datapath_datapath_record4_bank0;
		core_datapath_datapath_record0_column1 <= core_datapath_datapath_record4_column0;
		core_datapath_datapath_record0_clear1 <= core_datapath_datapath_record4_clear0;
		core_datapath_datapath_record0_final1 <= core_datapath_datapath_record4_final0;
		core_datapath_datapath_record0_slot1 <= core_datapath_datapath_record4_slot0;
	end
	if (core_datapath_datapath_result) begin
		core_datapath_datapath_place0 <= (core_datapath_datapath_place0 + 1'd1);
	end
	core_datapath_datapath_addresses0 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[4] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[3] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[2] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[1] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[0] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs0 <= 1'd0;
	core_datapath_datapath_addresses1 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[9] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[8] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[7] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[6] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[5] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs1 <= 1'd0;
	core_datapath_datapath_addresses2 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[14] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[13] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[12] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[11] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[10] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs2 <= 1'd0;
	core_datapath_datapath_addresses3 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[19] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[18] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[17] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[16] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[15] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs3 <= 1'd0;
	core_datapath_datapath_addresses4 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[23] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[22] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[21] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[20] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs4 <= 1'd0;
	core_datapath_datapath_addresses5 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[27] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[26] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[25] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[24] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs5 <= 1'd0;
	core_datapath_datapath_addresses6 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[31] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[30] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[29] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[28] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs6 <= 1'd0;
	core_datapath_datapath_addresses7 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[36] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[35] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[34] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[33] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[32] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs7 <= 1'd0;
	core_datapath_datapath_addresses8 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[41] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[40] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[39] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[38] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[37] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs8 <= 1'd0;
	core_datapath_datapath_addresses9 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[46] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[45] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[44] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[43] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[42] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs9 <= 1'd0;
	core_datapath_datapath_addresses10 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[51] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[50] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[49] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[48] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[47] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs10 <= 1'd0;
	core_datapath_datapath_addresses11 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[55] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[54] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[53] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[52] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs11 <= 1'd0;
	core_datapath_datapath_addresses12 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[59] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[58] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[57] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[56] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs12 <= 1'd0;
	core_datapath_datapath_addresses13 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[63] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[62] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[61] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[60] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs13 <= 1'd0;
	core_datapath_datapath_addresses14 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[68] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[67] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[66] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[65] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[64] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs14 <= 1'd0;
	core_datapath_datapath_addresses15 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[73] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[72] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[71] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[70] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[69] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs15 <= 1'd0;
	core_datapath_datapath_addresses16 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[78] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[77] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[76] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[75] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[74] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs16 <= 1'd0;
	core_datapath_datapath_addresses17 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[83] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[82] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[81] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[80] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[79] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs17 <= 1'd0;
	core_datapath_datapath_addresses18 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[87] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[86] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[85] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[84] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs18 <= 1'd0;
	core_datapath_datapath_addresses19 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[91] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[90] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[89] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[88] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs19 <= 1'd0;
	core_datapath_datapath_addresses20 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[95] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[94] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[93] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[92] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs20 <= 1'd0;
	core_datapath_datapath_addresses21 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[100] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[99] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[98] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[97] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[96] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs21 <= 1'd0;
	core_datapath_datapath_addresses22 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[105] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[104] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[103] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[102] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[101] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs22 <= 1'd0;
	core_datapath_datapath_addresses23 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[110] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[109] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[108] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[107] & core_datapath_datapath_replay_keep[0]), (core_datapath_datapath_replay_word[106] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs23 <= 1'd0;
	core_datapath_datapath_addresses24 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[115] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[114] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[113] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[112] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[111] & core_datapath_datapath_replay_keep[0])});
	core_datapath_datapath_signs24 <= 1'd0;
	core_datapath_datapath_addresses25 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[119] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[118] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[117] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[116] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs25 <= 1'd0;
	core_datapath_datapath_addresses26 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[123] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[122] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[121] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[120] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs26 <= 1'd0;
	core_datapath_datapath_addresses27 <= (core_datapath_table_write_valid ? core_datapath_table_write_address : {(core_datapath_datapath_replay_word[127] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[126] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[125] & core_datapath_datapath_replay_keep[1]), (core_datapath_datapath_replay_word[124] & core_datapath_datapath_replay_keep[1])});
	core_datapath_datapath_signs27 <= 1'd0;
	core_datapath_datapath_scale_word <= core_datapath_datapath_scale_reader_dat_r;
	core_datapath_datapath_scale_scale <= sync_rhs_self10;
	core_datapath_datapath_scale_other <= sync_rhs_self11;
	if ((core_datapath_datapath_group == 1'd0)) begin
		core_datapath_datapath_scale_scale <= 15'd16384;
	end
	if (((~core_datapath_datapath_explicit) & (~core_datapath_datapath_two))) begin
		core_datapath_datapath_scale_other <= 1'd0;
	end
	core_datapath_datapath_rowparameters0_stage <= core_datapath_datapath_rowparameters0_first_reader_dat_r[27:23];
	core_datapath_datapath_rowparameters0_two <= core_datapath_datapath_two;
	core_datapath_datapath_rowparameters0_subtract0 <= core_datapath_datapath_rowparameters0_first_reader_dat_r[22:0];
	core_datapath_datapath_rowparameters0_subtract1 <= core_datapath_datapath_rowparameters0_other_reader_dat_r;
	core_datapath_datapath_rowparameters0_now0 <= (1'd1 ? core_datapath_datapath_rowparameters0_stage : 1'd0);
	core_datapath_datapath_rowparameters0_fine0 <= core_datapath_datapath_rowparameters0_now0[2:0];
	core_datapath_datapath_rowparameters0_now1 <= (core_datapath_datapath_rowparameters0_two ? core_datapath_datapath_rowparameters0_stage : 1'd0);
	core_datapath_datapath_rowparameters0_fine1 <= core_datapath_datapath_rowparameters0_now1[2:0];
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry0 <= core_datapath_datapath_lookuprow0_read0;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry1 <= core_datapath_datapath_lookuprow0_read1;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry2 <= core_datapath_datapath_lookuprow0_read2;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry3 <= core_datapath_datapath_lookuprow0_read3;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry4 <= core_datapath_datapath_lookuprow0_read4;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry5 <= core_datapath_datapath_lookuprow0_read5;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry6 <= core_datapath_datapath_lookuprow0_read6;
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total0 <= (core_datapath_datapath_lookuprow0_entry0 + core_datapath_datapath_lookuprow0_entry1);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total1 <= (core_datapath_datapath_lookuprow0_entry2 + core_datapath_datapath_lookuprow0_entry3);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total2 <= (core_datapath_datapath_lookuprow0_entry4 + core_datapath_datapath_lookuprow0_entry5);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total3 <= core_datapath_datapath_lookuprow0_entry6;
	end
	if (core_datapath_datapath_adder_enable1) begin
		core_datapath_datapath_lookuprow0_total4 <= (core_datapath_datapath_lookuprow0_total0 + core_datapath_datapath_lookuprow0_total1);
	end
	if (core_datapath_datapath_adder_enable1) begin
		core_datapath_datapath_lookuprow0_total5 <= (core_datapath_datapath_lookuprow0_total2 + core_datapath_datapath_lookuprow0_total3);
	end
	if (core_datapath_datapath_adder_enable2) begin
		core_datapath_datapath_lookuprow0_total6 <= (core_datapath_datapath_lookuprow0_total4 + core_datapath_datapath_lookuprow0_total5);
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry7 <= core_datapath_datapath_lookuprow0_read7;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry8 <= core_datapath_datapath_lookuprow0_read8;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry9 <= core_datapath_datapath_lookuprow0_read9;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry10 <= core_datapath_datapath_lookuprow0_read10;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry11 <= core_datapath_datapath_lookuprow0_read11;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry12 <= core_datapath_datapath_lookuprow0_read12;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry13 <= core_datapath_datapath_lookuprow0_read13;
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total7 <= (core_datapath_datapath_lookuprow0_entry7 + core_datapath_datapath_lookuprow0_entry8);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total8 <= (core_datapath_datapath_lookuprow0_entry9 + core_datapath_datapath_lookuprow0_entry10);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total9 <= (core_datapath_datapath_lookuprow0_entry11 + core_datapath_datapath_lookuprow0_entry12);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total10 <= core_datapath_datapath_lookuprow0_entry13;
	end
	if (core_datapath_datapath_adder_enable1) begin
		core_datapath_datapath_lookuprow0_total11 <= (core_datapath_datapath_lookuprow0_total7 + core_datapath_datapath_lookuprow0_total8);
	end
	if (core_datapath_datapath_adder_enable1) begin
		core_datapath_datapath_lookuprow0_total12 <= (core_datapath_datapath_lookuprow0_total9 + core_datapath_datapath_lookuprow0_total10);
	end
	if (core_datapath_datapath_adder_enable2) begin
		core_datapath_datapath_lookuprow0_total13 <= (core_datapath_datapath_lookuprow0_total11 + core_datapath_datapath_lookuprow0_total12);
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry14 <= core_datapath_datapath_lookuprow0_read14;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry15 <= core_datapath_datapath_lookuprow0_read15;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry16 <= core_datapath_datapath_lookuprow0_read16;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry17 <= core_datapath_datapath_lookuprow0_read17;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry18 <= core_datapath_datapath_lookuprow0_read18;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry19 <= core_datapath_datapath_lookuprow0_read19;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry20 <= core_datapath_datapath_lookuprow0_read20;
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total14 <= (core_datapath_datapath_lookuprow0_entry14 + core_datapath_datapath_lookuprow0_entry15);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total15 <= (core_datapath_datapath_lookuprow0_entry16 + core_datapath_datapath_lookuprow0_entry17);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total16 <= (core_datapath_datapath_lookuprow0_entry18 + core_datapath_datapath_lookuprow0_entry19);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total17 <= core_datapath_datapath_lookuprow0_entry20;
	end
	if (core_datapath_datapath_adder_enable1) begin
		core_datapath_datapath_lookuprow0_total18 <= (core_datapath_datapath_lookuprow0_total14 + core_datapath_datapath_lookuprow0_total15);
	end
	if (core_datapath_datapath_adder_enable1) begin
		core_datapath_datapath_lookuprow0_total19 <= (core_datapath_datapath_lookuprow0_total16 + core_datapath_datapath_lookuprow0_total17);
	end
	if (core_datapath_datapath_adder_enable2) begin
		core_datapath_datapath_lookuprow0_total20 <= (core_datapath_datapath_lookuprow0_total18 + core_datapath_datapath_lookuprow0_total19);
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry21 <= core_datapath_datapath_lookuprow0_read21;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry22 <= core_datapath_datapath_lookuprow0_read22;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry23 <= core_datapath_datapath_lookuprow0_read23;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry24 <= core_datapath_datapath_lookuprow0_read24;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry25 <= core_datapath_datapath_lookuprow0_read25;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry26 <= core_datapath_datapath_lookuprow0_read26;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_lookuprow0_entry27 <= core_datapath_datapath_lookuprow0_read27;
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total21 <= (core_datapath_datapath_lookuprow0_entry21 + core_datapath_datapath_lookuprow0_entry22);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total22 <= (core_datapath_datapath_lookuprow0_entry23 + core_datapath_datapath_lookuprow0_entry24);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total23 <= (core_datapath_datapath_lookuprow0_entry25 + core_datapath_datapath_lookuprow0_entry26);
	end
	if (core_datapath_datapath_adder_enable0) begin
		core_datapath_datapath_lookuprow0_total24 <= core_datapath_datapath_lookuprow0_entry27;
	end
	if (core_datapath_datapath_adder_enable1) begin
		core_datapath_datapath_lookuprow0_total25 <= (core_datapath_datapath_lookuprow0_total21 + core_datapath_datapath_lookuprow0_total22);
	end
	if (core_datapath_datapath_adder_enable1) begin
		core_datapath_datapath_lookuprow0_total26 <= (core_datapath_datapath_lookuprow0_total23 + core_datapath_datapath_lookuprow0_total24);
	end
	if (core_datapath_datapath_adder_enable2) begin
		core_datapath_datapath_lookuprow0_total27 <= (core_datapath_datapath_lookuprow0_total25 + core_datapath_datapath_lookuprow0_total26);
	end
	if ((core_datapath_datapath_record3_valid0 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_combined0 <= {core_datapath_datapath_rowepilogue0_upper0, core_datapath_datapath_rowepilogue0_lower0};
	end
	if (((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0) & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_keep0 <= core_datapath_datapath_rowepilogue0_combined0;
	end
	if ((core_datapath_datapath_record3_valid0 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_combined1 <= {core_datapath_datapath_rowepilogue0_upper1, core_datapath_datapath_rowepilogue0_lower1};
	end
	if (((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0) & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_keep1 <= core_datapath_datapath_rowepilogue0_combined1;
	end
	if ((core_datapath_datapath_record3_valid0 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_combined2 <= {core_datapath_datapath_rowepilogue0_upper2, core_datapath_datapath_rowepilogue0_lower2};
	end
	if (((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0) & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_keep2 <= core_datapath_datapath_rowepilogue0_combined2;
	end
	if ((core_datapath_datapath_record3_valid0 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_combined3 <= {core_datapath_datapath_rowepilogue0_upper3, core_datapath_datapath_rowepilogue0_lower3};
	end
	if (((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0) & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_keep3 <= core_datapath_datapath_rowepilogue0_combined3;
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_rowepilogue0_mine <= core_datapath_datapath_mine0;
	end
	if ((core_datapath_datapath_record0_valid1 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_pairs0 <= ((core_datapath_datapath_rowepilogue0_mine[0] ? core_datapath_datapath_rowepilogue0_keep0 : $signed({1'd0, 1'd0})) + (core_datapath_datapath_rowepilogue0_mine[1] ? core_datapath_datapath_rowepilogue0_keep1 : $signed({1'd0, 1'd0})));
	end
	if ((core_datapath_datapath_record0_valid1 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_pairs1 <= ((core_datapath_datapath_rowepilogue0_mine[2] ? core_datapath_datapath_rowepilogue0_keep2 : $signed({1'd0, 1'd0})) + (core_datapath_datapath_rowepilogue0_mine[3] ? core_datapath_datapath_rowepilogue0_keep3 : $signed({1'd0, 1'd0})));
	end
	if ((core_datapath_datapath_record1_valid1 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_totals0 <= (core_datapath_datapath_rowepilogue0_pairs0 + (core_datapath_datapath_rowparameters0_two ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue0_pairs1));
		core_datapath_datapath_rowepilogue0_totals1 <= (core_datapath_datapath_rowparameters0_two ? core_datapath_datapath_rowepilogue0_pairs1 : $signed({1'd0, 1'd0}));
	end
	if ((core_datapath_datapath_record2_valid1 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_enabled0 <= (core_datapath_datapath_rowepilogue0_difference0 >>> 1'd0);
	end
	if ((core_datapath_datapath_record3_valid1 & core_datapath_datapath_row_enable0)) begin
		case (core_datapath_datapath_rowparameters0_coarse0)
			1'd0: begin
				core_datapath_datapath_rowepilogue0_self0 <= (core_datapath_datapath_rowepilogue0_enabled0 >>> 1'd0);
			end
			1'd1: begin
				core_datapath_datapath_rowepilogue0_self0 <= (core_datapath_datapath_rowepilogue0_enabled0 >>> 4'd8);
			end
			2'd2: begin
				core_datapath_datapath_rowepilogue0_self0 <= (core_datapath_datapath_rowepilogue0_enabled0 >>> 5'd16);
			end
			2'd3: begin
				core_datapath_datapath_rowepilogue0_self0 <= (core_datapath_datapath_rowepilogue0_enabled0 >>> 5'd24);
			end
		endcase
	end
	if ((core_datapath_datapath_record4_valid1 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_fine0 <= (core_datapath_datapath_rowepilogue0_self0 >>> core_datapath_datapath_rowparameters0_fine0);
	end
	if ((core_datapath_datapath_record7_valid & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_keep4 <= core_datapath_datapath_rowepilogue0_multiplier0_product;
	end
	if ((core_datapath_datapath_record2_valid1 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_enabled1 <= (core_datapath_datapath_rowepilogue0_difference1 >>> 1'd0);
	end
	if ((core_datapath_datapath_record3_valid1 & core_datapath_datapath_row_enable0)) begin
		case (core_datapath_datapath_rowparameters0_coarse1)
			1'd0: begin
				core_datapath_datapath_rowepilogue0_self1 <= (core_datapath_datapath_rowepilogue0_enabled1 >>> 1'd0);
			end
			1'd1: begin
				core_datapath_datapath_rowepilogue0_self1 <= (core_datapath_datapath_rowepilogue0_enabled1 >>> 4'd8);
			end
			2'd2: begin
				core_datapath_datapath_rowepilogue0_self1 <= (core_datapath_datapath_rowepilogue0_enabled1 >>> 5'd16);
			end
			2'd3: begin
				core_datapath_datapath_rowepilogue0_self1 <= (core_datapath_datapath_rowepilogue0_enabled1 >>> 5'd24);
			end
		endcase
	end
	if ((core_datapath_datapath_record4_valid1 & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_fine1 <= (core_datapath_datapath_rowepilogue0_self1 >>> core_datapath_datapath_rowparameters0_fine1);
	end
	if ((core_datapath_datapath_record7_valid & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_keep5 <= core_datapath_datapath_rowepilogue0_multiplier1_product;
	end
	if ((core_datapath_datapath_record8_valid & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_both <= (core_datapath_datapath_rowepilogue0_keep4 + core_datapath_datapath_rowepilogue0_keep5);
	end
	if ((core_datapath_datapath_record9_valid & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_summed <= ((core_datapath_datapath_record9_first ? $signed({1'd0, 12'd2048}) : core_datapath_datapath_rowepilogue0_summed) + core_datapath_datapath_rowepilogue0_both);
	end
	core_datapath_datapath_rowepilogue0_result <= core_datapath_datapath_rowepilogue0_ready_reader_dat_r;
	core_datapath_datapath_rowepilogue0_stage <= core_datapath_datapath_rowepilogue0_old_reader_dat_r;
	if ((core_datapath_datapath_record10_valid & core_datapath_datapath_row_enable0)) begin
		core_datapath_datapath_rowepilogue0_new <= ($signed({1'd0, (core_datapath_datapath_record10_clear ? 1'd0 : core_datapath_datapath_rowepilogue0_stage)}) + (core_datapath_datapath_rowepilogue0_summed >>> 4'd12));
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_rowepilogue0_multiplier0_operands0 <= core_datapath_datapath_rowepilogue0_fine0;
		core_datapath_datapath_rowepilogue0_multiplier0_operands1 <= core_datapath_datapath_scale_scale;
		core_datapath_datapath_rowepilogue0_multiplier0_product <= (core_datapath_datapath_rowepilogue0_multiplier0_operands0 * core_datapath_datapath_rowepilogue0_multiplier0_operands1);
	end
	if (core_datapath_datapath_row_enable0) begin
		core_datapath_datapath_rowepilogue0_multiplier1_operands0 <= core_datapath_datapath_rowepilogue0_fine1;
		core_datapath_datapath_rowepilogue0_multiplier1_operands1 <= core_datapath_datapath_scale_other;
		core_datapath_datapath_rowepilogue0_multiplier1_product <= (core_datapath_datapath_rowepilogue0_multiplier1_operands0 * core_datapath_datapath_rowepilogue0_multiplier1_operands1);
	end
	core_datapath_datapath_rowparameters1_stage <= core_datapath_datapath_rowparameters1_first_reader_dat_r[27:23];
	core_datapath_datapath_rowparameters1_two <= core_datapath_datapath_two;
	core_datapath_datapath_rowparameters1_subtract0 <= core_datapath_datapath_rowparameters1_first_reader_dat_r[22:0];
	core_datapath_datapath_rowparameters1_subtract1 <= core_datapath_datapath_rowparameters1_other_reader_dat_r;
	core_datapath_datapath_rowparameters1_now0 <= (1'd1 ? core_datapath_datapath_rowparameters1_stage : 1'd0);
	core_datapath_datapath_rowparameters1_fine0 <= core_datapath_datapath_rowparameters1_now0[2:0];
	core_datapath_datapath_rowparameters1_now1 <= (core_datapath_datapath_rowparameters1_two ? core_datapath_datapath_rowparameters1_stage : 1'd0);
	core_datapath_datapath_rowparameters1_fine1 <= core_datapath_datapath_rowparameters1_now1[2:0];
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry0 <= core_datapath_datapath_lookuprow1_read0;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry1 <= core_datapath_datapath_lookuprow1_read1;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry2 <= core_datapath_datapath_lookuprow1_read2;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry3 <= core_datapath_datapath_lookuprow1_read3;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry4 <= core_datapath_datapath_lookuprow1_read4;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry5 <= core_datapath_datapath_lookuprow1_read5;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry6 <= core_datapath_datapath_lookuprow1_read6;
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total0 <= (core_datapath_datapath_lookuprow1_entry0 + core_datapath_datapath_lookuprow1_entry1);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total1 <= (core_datapath_datapath_lookuprow1_entry2 + core_datapath_datapath_lookuprow1_entry3);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total2 <= (core_datapath_datapath_lookuprow1_entry4 + core_datapath_datapath_lookuprow1_entry5);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total3 <= core_datapath_datapath_lookuprow1_entry6;
	end
	if (core_datapath_datapath_adder_enable4) begin
		core_datapath_datapath_lookuprow1_total4 <= (core_datapath_datapath_lookuprow1_total0 + core_datapath_datapath_lookuprow1_total1);
	end
	if (core_datapath_datapath_adder_enable4) begin
		core_datapath_datapath_lookuprow1_total5 <= (core_datapath_datapath_lookuprow1_total2 + core_datapath_datapath_lookuprow1_total3);
	end
	if (core_datapath_datapath_adder_enable5) begin
		core_datapath_datapath_lookuprow1_total6 <= (core_datapath_datapath_lookuprow1_total4 + core_datapath_datapath_lookuprow1_total5);
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry7 <= core_datapath_datapath_lookuprow1_read7;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry8 <= core_datapath_datapath_lookuprow1_read8;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry9 <= core_datapath_datapath_lookuprow1_read9;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry10 <= core_datapath_datapath_lookuprow1_read10;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry11 <= core_datapath_datapath_lookuprow1_read11;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry12 <= core_datapath_datapath_lookuprow1_read12;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry13 <= core_datapath_datapath_lookuprow1_read13;
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total7 <= (core_datapath_datapath_lookuprow1_entry7 + core_datapath_datapath_lookuprow1_entry8);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total8 <= (core_datapath_datapath_lookuprow1_entry9 + core_datapath_datapath_lookuprow1_entry10);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total9 <= (core_datapath_datapath_lookuprow1_entry11 + core_datapath_datapath_lookuprow1_entry12);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total10 <= core_datapath_datapath_lookuprow1_entry13;
	end
	if (core_datapath_datapath_adder_enable4) begin
		core_datapath_datapath_lookuprow1_total11 <= (core_datapath_datapath_lookuprow1_total7 + core_datapath_datapath_lookuprow1_total8);
	end
	if (core_datapath_datapath_adder_enable4) begin
		core_datapath_datapath_lookuprow1_total12 <= (core_datapath_datapath_lookuprow1_total9 + core_datapath_datapath_lookuprow1_total10);
	end
	if (core_datapath_datapath_adder_enable5) begin
		core_datapath_datapath_lookuprow1_total13 <= (core_datapath_datapath_lookuprow1_total11 + core_datapath_datapath_lookuprow1_total12);
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry14 <= core_datapath_datapath_lookuprow1_read14;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry15 <= core_datapath_datapath_lookuprow1_read15;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry16 <= core_datapath_datapath_lookuprow1_read16;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry17 <= core_datapath_datapath_lookuprow1_read17;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry18 <= core_datapath_datapath_lookuprow1_read18;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry19 <= core_datapath_datapath_lookuprow1_read19;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry20 <= core_datapath_datapath_lookuprow1_read20;
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total14 <= (core_datapath_datapath_lookuprow1_entry14 + core_datapath_datapath_lookuprow1_entry15);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total15 <= (core_datapath_datapath_lookuprow1_entry16 + core_datapath_datapath_lookuprow1_entry17);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total16 <= (core_datapath_datapath_lookuprow1_entry18 + core_datapath_datapath_lookuprow1_entry19);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total17 <= core_datapath_datapath_lookuprow1_entry20;
	end
	if (core_datapath_datapath_adder_enable4) begin
		core_datapath_datapath_lookuprow1_total18 <= (core_datapath_datapath_lookuprow1_total14 + core_datapath_datapath_lookuprow1_total15);
	end
	if (core_datapath_datapath_adder_enable4) begin
		core_datapath_datapath_lookuprow1_total19 <= (core_datapath_datapath_lookuprow1_total16 + core_datapath_datapath_lookuprow1_total17);
	end
	if (core_datapath_datapath_adder_enable5) begin
		core_datapath_datapath_lookuprow1_total20 <= (core_datapath_datapath_lookuprow1_total18 + core_datapath_datapath_lookuprow1_total19);
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry21 <= core_datapath_datapath_lookuprow1_read21;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry22 <= core_datapath_datapath_lookuprow1_read22;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry23 <= core_datapath_datapath_lookuprow1_read23;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry24 <= core_datapath_datapath_lookuprow1_read24;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry25 <= core_datapath_datapath_lookuprow1_read25;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry26 <= core_datapath_datapath_lookuprow1_read26;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_lookuprow1_entry27 <= core_datapath_datapath_lookuprow1_read27;
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total21 <= (core_datapath_datapath_lookuprow1_entry21 + core_datapath_datapath_lookuprow1_entry22);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total22 <= (core_datapath_datapath_lookuprow1_entry23 + core_datapath_datapath_lookuprow1_entry24);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total23 <= (core_datapath_datapath_lookuprow1_entry25 + core_datapath_datapath_lookuprow1_entry26);
	end
	if (core_datapath_datapath_adder_enable3) begin
		core_datapath_datapath_lookuprow1_total24 <= core_datapath_datapath_lookuprow1_entry27;
	end
	if (core_datapath_datapath_adder_enable4) begin
		core_datapath_datapath_lookuprow1_total25 <= (core_datapath_datapath_lookuprow1_total21 + core_datapath_datapath_lookuprow1_total22);
	end
	if (core_datapath_datapath_adder_enable4) begin
		core_datapath_datapath_lookuprow1_total26 <= (core_datapath_datapath_lookuprow1_total23 + core_datapath_datapath_lookuprow1_total24);
	end
	if (core_datapath_datapath_adder_enable5) begin
		core_datapath_datapath_lookuprow1_total27 <= (core_datapath_datapath_lookuprow1_total25 + core_datapath_datapath_lookuprow1_total26);
	end
	if ((core_datapath_datapath_record3_valid0 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_combined0 <= {core_datapath_datapath_rowepilogue1_upper0, core_datapath_datapath_rowepilogue1_lower0};
	end
	if (((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0) & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_keep0 <= core_datapath_datapath_rowepilogue1_combined0;
	end
	if ((core_datapath_datapath_record3_valid0 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_combined1 <= {core_datapath_datapath_rowepilogue1_upper1, core_datapath_datapath_rowepilogue1_lower1};
	end
	if (((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0) & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_keep1 <= core_datapath_datapath_rowepilogue1_combined1;
	end
	if ((core_datapath_datapath_record3_valid0 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_combined2 <= {core_datapath_datapath_rowepilogue1_upper2, core_datapath_datapath_rowepilogue1_lower2};
	end
	if (((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0) & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_keep2 <= core_datapath_datapath_rowepilogue1_combined2;
	end
	if ((core_datapath_datapath_record3_valid0 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_combined3 <= {core_datapath_datapath_rowepilogue1_upper3, core_datapath_datapath_rowepilogue1_lower3};
	end
	if (((core_datapath_datapath_record4_valid0 & core_datapath_datapath_record4_last0) & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_keep3 <= core_datapath_datapath_rowepilogue1_combined3;
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_rowepilogue1_mine <= core_datapath_datapath_mine0;
	end
	if ((core_datapath_datapath_record0_valid1 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_pairs0 <= ((core_datapath_datapath_rowepilogue1_mine[0] ? core_datapath_datapath_rowepilogue1_keep0 : $signed({1'd0, 1'd0})) + (core_datapath_datapath_rowepilogue1_mine[1] ? core_datapath_datapath_rowepilogue1_keep1 : $signed({1'd0, 1'd0})));
	end
	if ((core_datapath_datapath_record0_valid1 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_pairs1 <= ((core_datapath_datapath_rowepilogue1_mine[2] ? core_datapath_datapath_rowepilogue1_keep2 : $signed({1'd0, 1'd0})) + (core_datapath_datapath_rowepilogue1_mine[3] ? core_datapath_datapath_rowepilogue1_keep3 : $signed({1'd0, 1'd0})));
	end
	if ((core_datapath_datapath_record1_valid1 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_totals0 <= (core_datapath_datapath_rowepilogue1_pairs0 + (core_datapath_datapath_rowparameters1_two ? $signed({1'd0, 1'd0}) : core_datapath_datapath_rowepilogue1_pairs1));
		core_datapath_datapath_rowepilogue1_totals1 <= (core_datapath_datapath_rowparameters1_two ? core_datapath_datapath_rowepilogue1_pairs1 : $signed({1'd0, 1'd0}));
	end
	if ((core_datapath_datapath_record2_valid1 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_enabled0 <= (core_datapath_datapath_rowepilogue1_difference0 >>> 1'd0);
	end
	if ((core_datapath_datapath_record3_valid1 & core_datapath_datapath_row_enable1)) begin
		case (core_datapath_datapath_rowparameters1_coarse0)
			1'd0: begin
				core_datapath_datapath_rowepilogue1_self0 <= (core_datapath_datapath_rowepilogue1_enabled0 >>> 1'd0);
			end
			1'd1: begin
				core_datapath_datapath_rowepilogue1_self0 <= (core_datapath_datapath_rowepilogue1_enabled0 >>> 4'd8);
			end
			2'd2: begin
				core_datapath_datapath_rowepilogue1_self0 <= (core_datapath_datapath_rowepilogue1_enabled0 >>> 5'd16);
			end
			2'd3: begin
				core_datapath_datapath_rowepilogue1_self0 <= (core_datapath_datapath_rowepilogue1_enabled0 >>> 5'd24);
			end
		endcase
	end
	if ((core_datapath_datapath_record4_valid1 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_fine0 <= (core_datapath_datapath_rowepilogue1_self0 >>> core_datapath_datapath_rowparameters1_fine0);
	end
	if ((core_datapath_datapath_record7_valid & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_keep4 <= core_datapath_datapath_rowepilogue1_multiplier2_product;
	end
	if ((core_datapath_datapath_record2_valid1 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_enabled1 <= (core_datapath_datapath_rowepilogue1_difference1 >>> 1'd0);
	end
	if ((core_datapath_datapath_record3_valid1 & core_datapath_datapath_row_enable1)) begin
		case (core_datapath_datapath_rowparameters1_coarse1)
			1'd0: begin
				core_datapath_datapath_rowepilogue1_self1 <= (core_datapath_datapath_rowepilogue1_enabled1 >>> 1'd0);
			end
			1'd1: begin
				core_datapath_datapath_rowepilogue1_self1 <= (core_datapath_datapath_rowepilogue1_enabled1 >>> 4'd8);
			end
			2'd2: begin
				core_datapath_datapath_rowepilogue1_self1 <= (core_datapath_datapath_rowepilogue1_enabled1 >>> 5'd16);
			end
			2'd3: begin
				core_datapath_datapath_rowepilogue1_self1 <= (core_datapath_datapath_rowepilogue1_enabled1 >>> 5'd24);
			end
		endcase
	end
	if ((core_datapath_datapath_record4_valid1 & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_fine1 <= (core_datapath_datapath_rowepilogue1_self1 >>> core_datapath_datapath_rowparameters1_fine1);
	end
	if ((core_datapath_datapath_record7_valid & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_keep5 <= core_datapath_datapath_rowepilogue1_multiplier3_product;
	end
	if ((core_datapath_datapath_record8_valid & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_both <= (core_datapath_datapath_rowepilogue1_keep4 + core_datapath_datapath_rowepilogue1_keep5);
	end
	if ((core_datapath_datapath_record9_valid & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_summed <= ((core_datapath_datapath_record9_first ? $signed({1'd0, 12'd2048}) : core_datapath_datapath_rowepilogue1_summed) + core_datapath_datapath_rowepilogue1_both);
	end
	core_datapath_datapath_rowepilogue1_result <= core_datapath_datapath_rowepilogue1_ready_reader_dat_r;
	core_datapath_datapath_rowepilogue1_stage <= core_datapath_datapath_rowepilogue1_old_reader_dat_r;
	if ((core_datapath_datapath_record10_valid & core_datapath_datapath_row_enable1)) begin
		core_datapath_datapath_rowepilogue1_new <= ($signed({1'd0, (core_datapath_datapath_record10_clear ? 1'd0 : core_datapath_datapath_rowepilogue1_stage)}) + (core_datapath_datapath_rowepilogue1_summed >>> 4'd12));
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_rowepilogue1_multiplier2_operands0 <= core_datapath_datapath_rowepilogue1_fine0;
		core_datapath_datapath_rowepilogue1_multiplier2_operands1 <= core_datapath_datapath_scale_scale;
		core_datapath_datapath_rowepilogue1_multiplier2_product <= (core_datapath_datapath_rowepilogue1_multiplier2_operands0 * core_datapath_datapath_rowepilogue1_multiplier2_operands1);
	end
	if (core_datapath_datapath_row_enable1) begin
		core_datapath_datapath_rowepilogue1_multiplier3_operands0 <= core_datapath_datapath_rowepilogue1_fine1;
		core_datapath_datapath_rowepilogue1_multiplier3_operands1 <= core_datapath_datapath_scale_other;
		core_datapath_datapath_rowepilogue1_multiplier3_product <= (core_datapath_datapath_rowepilogue1_multiplier3_operands0 * core_datapath_datapath_rowepilogue1_multiplier3_operands1);
	end
	core_datapath_datapath_drain_hold1 <= core_datapath_datapath_drain_hold0;
	if (core_datapath_datapath_drain_step0) begin
		core_datapath_datapath_drain_parts <= core_datapath_datapath_drain_more;
		core_datapath_datapath_drain_padding <= ((((core_datapath_datapath_drain_active & core_datapath_datapath_drain_ends0) & core_datapath_datapath_drain_last) | core_datapath_datapath_drain_padding) & (core_datapath_datapath_drain_more != 1'd0));
		core_datapath_datapath_drain_quad <= (core_datapath_datapath_drain_quad + 1'd1);
		if ((core_datapath_datapath_drain_quad == core_datapath_datapath_drain)) begin
			core_datapath_datapath_drain_quad <= 1'd0;
			core_datapath_datapath_drain_group <= (core_datapath_datapath_drain_group + 1'd1);
			if ((core_datapath_datapath_drain_group == core_datapath_datapath_drain_last_group)) begin
				core_datapath_datapath_drain_group <= 1'd0;
			end
		end
	end
	if (core_datapath_datapath_drain_ends1) begin
		core_datapath_datapath_drain_active <= 1'd0;
	end
	if (core_datapath_datapath_drain_start) begin
		core_datapath_datapath_drain_active <= 1'd1;
		core_datapath_datapath_drain_rows1 <= core_datapath_datapath_drain_rows0;
	end
	case ({core_datapath_datapath_drain_taken, core_datapath_datapath_drain_written})
		1'd1: begin
			core_datapath_datapath_drain_stored <= (core_datapath_datapath_drain_stored + 1'd1);
		end
		2'd2: begin
			core_datapath_datapath_drain_stored <= (core_datapath_datapath_drain_stored - 1'd1);
		end
	endcase
	core_datapath_datapath_drain_some <= (core_datapath_datapath_drain_stored > core_datapath_datapath_drain_taken);
	if (core_datapath_datapath_drain_taken) begin
		core_datapath_datapath_drain_place <= (core_datapath_datapath_drain_place + 1'd1);
	end
	core_datapath_datapath_drain_stage0 <= core_datapath_datapath_drain_index;
	core_datapath_datapath_drain_stage1 <= core_datapath_datapath_drain_stage0;
	core_datapath_datapath_drain_reading <= {core_datapath_datapath_drain_reading, core_datapath_datapath_drain_step0};
	core_datapath_datapath_drain_full <= {core_datapath_datapath_drain_full, (core_datapath_datapath_drain_step0 & (core_datapath_datapath_drain_more == 1'd0))};
	core_datapath_datapath_drain_source_valid <= core_datapath_datapath_drain_full[1];
	if (core_datapath_datapath_drain_reading[1]) begin
		core_datapath_datapath_drain_word <= ((core_datapath_datapath_drain_rows1 == 1'd1) ? {core_datapath_datapath_rowepilogue0_result, core_datapath_datapath_drain_word[127:32]} : ((core_datapath_datapath_drain_rows1 == 2'd2) ? {core_datapath_datapath_rowepilogue1_result, core_datapath_datapath_rowepilogue0_result, core_datapath_datapath_drain_word[127:64]} : {sync_t_self7, sync_t_self6, sync_t_self5, sync_t_self4}));
	end
	core_datapath_datapath_drain_others <= (core_datapath_datapath_drain_count - 1'd1);
	core_datapath_datapath_drain_single <= (core_datapath_datapath_drain_count == 1'd1);
	if (core_datapath_datapath_drain_step1) begin
		core_datapath_datapath_drain_left <= (core_datapath_datapath_drain_left - 1'd1);
		core_datapath_datapath_drain_first <= 1'd0;
		core_datapath_datapath_drain_last <= (core_datapath_datapath_drain_left == 1'd1);
	end
	if ((core_datapath_datapath_drain_begin | core_datapath_datapath_drain_ends1)) begin
		core_datapath_datapath_drain_left <= core_datapath_datapath_drain_others;
		core_datapath_datapath_drain_first <= 1'd1;
		core_datapath_datapath_drain_last <= core_datapath_datapath_drain_single;
	end
	if (core_datapath_reset) begin
		core_datapath_computed_planes <= 4'd0;
		core_datapath_computed_group <= 3'd0;
		core_datapath_computed_explicit <= 1'd0;
		core_datapath_computed_rows <= 8'd0;
		core_datapath_computed_ternary <= 1'd0;
		core_datapath_computed_columns <= 24'd0;
		core_datapath_computed_slices <= 10'd0;
		core_datapath_computed_output <= 32'd0;
		core_datapath_computed_output_words <= 32'd0;
		core_datapath_table_write_valid <= 1'd0;
		core_datapath_table_write_we <= 2'd0;
		core_datapath_table_write_bank <= 1'd0;
		core_datapath_table_write_segments <= 4'd0;
		core_datapath_table_write_address <= 5'd0;
		core_datapath_table_write_data <= 64'd0;
		core_datapath_piece_write_zero <= 23'd0;
		core_datapath_piece_write_other <= 23'd0;
		core_datapath_loader_tiles <= 16'd0;
		core_datapath_loader_full <= 1'd0;
		core_datapath_loader_bank0 <= 1'd0;
		core_datapath_loader_row0 <= 2'd1;
		core_datapath_loader_rows_left <= 8'd0;
		core_datapath_loader_slices_left <= 10'd0;
		core_datapath_loader_tiles_left <= 16'd0;
		core_datapath_loader_segment <= 2'd0;
		core_datapath_loader_word <= 2'd0;
		core_datapath_loader_entry <= 5'd0;
		core_datapath_loader_start1 <= 1'd0;
		core_datapath_loader_piece <= 3'd0;
		core_datapath_loader_active <= 1'd0;
		core_datapath_loader_last <= 3'd0;
		core_datapath_loader_two <= 1'd0;
		core_datapath_loader_valid <= 8'd0;
		core_datapath_loader_last_segment <= 1'd0;
		core_datapath_loader_last_row <= 1'd0;
		core_datapath_issue_turn <= 1'd0;
		core_datapath_issue_plane_valid <= 1'd0;
		core_datapath_issue_plane_first <= 1'd0;
		core_datapath_issue_plane_last <= 1'd0;
		core_datapath_issue_plane_bank <= 1'd0;
		core_datapath_issue_plane_column <= 10'd0;
		core_datapath_issue_plane_clear <= 1'd0;
		core_datapath_issue_plane_final <= 1'd0;
		core_datapath_issue_plane_slot <= 3'd0;
		core_datapath_issue_plane_lane <= 3'd0;
		core_datapath_issue_plane_turn <= 1'd0;
		core_datapath_issue_scale_we <= 1'd0;
		core_datapath_issue_done <= 1'd1;
		core_datapath_issue_idle <= 1'd1;
		core_datapath_issue_active <= 1'd0;
		core_datapath_issue_scale <= 1'd0;
		core_datapath_issue_bank <= 1'd0;
		core_datapath_issue_plane_loop_first <= 1'd0;
		core_datapath_issue_plane_loop_last <= 1'd0;
		core_datapath_issue_plane_loop_left <= 3'd0;
		core_datapath_issue_plane_loop_others <= 3'd0;
		core_datapath_issue_plane_loop_single <= 1'd0;
		core_datapath_issue_column_loop_count <= 11'd0;
		core_datapath_issue_column_loop_first <= 1'd0;
		core_datapath_issue_column_loop_last <= 1'd0;
		core_datapath_issue_column_loop_left <= 10'd0;
		core_datapath_issue_column_loop_others <= 10'd0;
		core_datapath_issue_column_loop_single <= 1'd0;
		core_datapath_issue_slice_loop_first <= 1'd0;
		core_datapath_issue_slice_loop_last <= 1'd0;
		core_datapath_issue_slice_loop_left <= 10'd0;
		core_datapath_issue_slice_loop_others <= 10'd0;
		core_datapath_issue_slice_loop_single <= 1'd0;
		core_datapath_issue_left <= 24'd0;
		core_datapath_issue_next_tile <= 11'd0;
		core_datapath_issue_tile <= 11'd0;
		core_datapath_issue_last_next <= 1'd0;
		core_datapath_issue_last_tile <= 1'd0;
		core_datapath_issue_stage0 <= 1'd0;
		core_datapath_issue_stage1 <= 1'd0;
		core_datapath_issue_stage2 <= 1'd0;
		core_datapath_issue_stage3 <= 1'd0;
		core_datapath_issue_stage4 <= 1'd0;
		core_datapath_issue_stage5 <= 1'd0;
		core_datapath_issue_stage6 <= 1'd0;
		core_datapath_issue_stage7 <= 1'd0;
		core_datapath_issue_stage8 <= 1'd0;
		core_datapath_issue_stage9 <= 1'd0;
		core_datapath_issue_stage10 <= 1'd0;
		core_datapath_issue_stage11 <= 1'd0;
		core_datapath_issue_stage12 <= 1'd0;
		core_datapath_issue_stage13 <= 1'd0;
		core_datapath_issue_stage14 <= 1'd0;
		core_datapath_issue_stage15 <= 1'd0;
		core_datapath_issue_stage16 <= 1'd0;
		core_datapath_issue_stage17 <= 1'd0;
		core_datapath_issue_stage18 <= 1'd0;
		core_datapath_issue_stage19 <= 1'd0;
		core_datapath_issue_stage20 <= 1'd0;
		core_datapath_issue_stage21 <= 1'd0;
		core_datapath_issue_stage22 <= 1'd0;
		core_datapath_issue_stage23 <= 1'd0;
		core_datapath_issue_stage24 <= 1'd0;
		core_datapath_issue_held <= 1'd0;
		core_datapath_issue_pause <= 2'd0;
		core_datapath_issue_places <= 11'd1024;
		core_datapath_issue_issued_stage <= 1'd0;
		core_datapath_issue_full1 <= 1'd0;
		core_datapath_issue_narrow1 <= 1'd0;
		core_datapath_issue_tables <= 1'd0;
		core_datapath_issue_block_loop_count <= 4'd0;
		core_datapath_issue_block_loop_first <= 1'd0;
		core_datapath_issue_block_loop_last <= 1'd0;
		core_datapath_issue_block_loop_left <= 3'd0;
		core_datapath_issue_block_loop_others <= 3'd0;
		core_datapath_issue_block_loop_single <= 1'd0;
		core_datapath_issue_slot <= 3'd0;
		core_datapath_issue_lane <= 3'd0;
		core_datapath_issue_block <= 4'd0;
		core_datapath_issue_used <= 1'd0;
		core_datapath_issue_stage25 <= 1'd0;
		core_datapath_issue_stage26 <= 1'd0;
		core_datapath_issue_stage27 <= 1'd0;
		core_datapath_issue_stage28 <= 1'd0;
		core_datapath_issue_stage29 <= 1'd0;
		core_datapath_issue_stage30 <= 1'd0;
		core_datapath_issue_stage31 <= 1'd0;
		core_datapath_issue_stage32 <= 1'd0;
		core_datapath_issue_stage33 <= 1'd0;
		core_datapath_issue_stage34 <= 1'd0;
		core_datapath_issue_stage35 <= 1'd0;
		core_datapath_datapath_place0 <= 10'd0;
		core_datapath_datapath_record0_valid0 <= 1'd0;
		core_datapath_datapath_record0_first0 <= 1'd0;
		core_datapath_datapath_record0_last0 <= 1'd0;
		core_datapath_datapath_record0_bank0 <= 1'd0;
		core_datapath_datapath_record0_column0 <= 10'd0;
		core_datapath_datapath_record0_clear0 <= 1'd0;
		core_datapath_datapath_record0_final0 <= 1'd0;
		core_datapath_datapath_record0_slot0 <= 3'd0;
		core_datapath_datapath_record0_lane0 <= 3'd0;
		core_datapath_datapath_record0_turn0 <= 1'd0;
		core_datapath_datapath_record1_valid0 <= 1'd0;
		core_datapath_datapath_record1_first0 <= 1'd0;
		core_datapath_datapath_record1_last0 <= 1'd0;
		core_datapath_datapath_record1_bank0 <= 1'd0;
		core_datapath_datapath_record1_column0 <= 10'd0;
		core_datapath_datapath_record1_clear0 <= 1'd0;
		core_datapath_datapath_record1_final0 <= 1'd0;
		core_datapath_datapath_record1_slot0 <= 3'd0;
		core_datapath_datapath_record1_lane0 <= 3'd0;
		core_datapath_datapath_record1_turn0 <= 1'd0;
		core_datapath_datapath_record2_valid0 <= 1'd0;
		core_datapath_datapath_record2_first0 <= 1'd0;
		core_datapath_datapath_record2_last0 <= 1'd0;
		core_datapath_datapath_record2_bank0 <= 1'd0;
		core_datapath_datapath_record2_column0 <= 10'd0;
		core_datapath_datapath_record2_clear0 <= 1'd0;
		core_datapath_datapath_record2_final0 <= 1'd0;
		core_datapath_datapath_record2_slot0 <= 3'd0;
		core_datapath_datapath_record2_lane0 <= 3'd0;
		core_datapath_datapath_record2_turn0 <= 1'd0;
		core_datapath_datapath_record3_valid0 <= 1'd0;
		core_datapath_datapath_record3_first0 <= 1'd0;
		core_datapath_datapath_record3_last0 <= 1'd0;
		core_datapath_datapath_record3_bank0 <= 1'd0;
		core_datapath_datapath_record3_column0 <= 10'd0;
		core_datapath_datapath_record3_clear0 <= 1'd0;
		core_datapath_datapath_record3_final0 <= 1'd0;
		core_datapath_datapath_record3_slot0 <= 3'd0;
		core_datapath_datapath_record3_lane0 <= 3'd0;
		core_datapath_datapath_record3_turn0 <= 1'd0;
		core_datapath_datapath_record4_valid0 <= 1'd0;
		core_datapath_datapath_record4_first0 <= 1'd0;
		core_datapath_datapath_record4_last0 <= 1'd0;
		core_datapath_datapath_record4_bank0 <= 1'd0;
		core_datapath_datapath_record4_column0 <= 10'd0;
		core_datapath_datapath_record4_clear0 <= 1'd0;
		core_datapath_datapath_record4_final0 <= 1'd0;
		core_datapath_datapath_record4_slot0 <= 3'd0;
		core_datapath_datapath_record4_lane0 <= 3'd0;
		core_datapath_datapath_record4_turn0 <= 1'd0;
		core_datapath_datapath_record0_valid1 <= 1'd0;
		core_datapath_datapath_record0_first1 <= 1'd0;
		core_datapath_datapath_record0_last1 <= 1'd0;
		core_datapath_datapath_record0_piece <= 2'd0;
		core_datapath_datapath_record0_other <= 2'd0;
		core_datapath_datapath_record0_turn1 <= 1'd0;
		core_datapath_datapath_record0_bank1 <= 1'd0;
		core_datapath_datapath_record0_column1 <= 10'd0;
		core_datapath_datapath_record0_clear1 <= 1'd0;
		core_datapath_datapath_record0_final1 <= 1'd0;
		core_datapath_datapath_record0_slot1 <= 3'd0;
		core_datapath_datapath_record0_lane1 <= 3'd0;
		core_datapath_datapath_record1_valid1 <= 1'd0;
		core_datapath_datapath_record1_first1 <= 1'd0;
		core_datapath_datapath_record1_last1 <= 1'd0;
		core_datapath_datapath_record1_piece <= 2'd0;
		core_datapath_datapath_record1_other <= 2'd0;
		core_datapath_datapath_record1_turn1 <= 1'd0;
		core_datapath_datapath_record1_bank1 <= 1'd0;
		core_datapath_datapath_record1_column1 <= 10'd0;
		core_datapath_datapath_record1_clear1 <= 1'd0;
		core_datapath_datapath_record1_final1 <= 1'd0;
		core_datapath_datapath_record1_slot1 <= 3'd0;
		core_datapath_datapath_record1_lane1 <= 3'd0;
		core_datapath_datapath_record2_valid1 <= 1'd0;
		core_datapath_datapath_record2_first1 <= 1'd0;
		core_datapath_datapath_record2_last1 <= 1'd0;
		core_datapath_datapath_record2_piece <= 2'd0;
		core_datapath_datapath_record2_other <= 2'd0;
		core_datapath_datapath_record2_turn1 <= 1'd0;
		core_datapath_datapath_record2_bank1 <= 1'd0;
		core_datapath_datapath_record2_column1 <= 10'd0;
		core_datapath_datapath_record2_clear1 <= 1'd0;
		core_datapath_datapath_record2_final1 <= 1'd0;
		core_datapath_datapath_record2_slot1 <= 3'd0;
		core_datapath_datapath_record2_lane1 <= 3'd0;
		core_datapath_datapath_record3_valid1 <= 1'd0;
		core_datapath_datapath_record3_first1 <= 1'd0;
		core_datapath_datapath_record3_last1 <= 1'd0;
		core_datapath_datapath_record3_piece <= 2'd0;
		core_datapath_datapath_record3_other <= 2'd0;
		core_datapath_datapath_record3_turn1 <= 1'd0;
		core_datapath_datapath_record3_bank1 <= 1'd0;
		core_datapath_datapath_record3_column1 <= 10'd0;
		core_datapath_datapath_record3_clear1 <= 1'd0;
		core_datapath_datapath_record3_final1 <= 1'd0;
		core_datapath_datapath_record3_slot1 <= 3'd0;
		core_datapath_datapath_record3_lane1 <= 3'd0;
		core_datapath_datapath_record4_valid1 <= 1'd0;
		core_datapath_datapath_record4_first1 <= 1'd0;
		core_datapath_datapath_record4_last1 <= 1'd0;
		core_datapath_datapath_record4_piece <= 2'd0;
		core_datapath_datapath_record4_other <= 2'd0;
		core_datapath_datapath_record4_turn1 <= 1'd0;
		core_datapath_datapath_record4_bank1 <= 1'd0;
		core_datapath_datapath_record4_column1 <= 10'd0;
		core_datapath_datapath_record4_clear1 <= 1'd0;
		core_datapath_datapath_record4_final1 <= 1'd0;
		core_datapath_datapath_record4_slot1 <= 3'd0;
		core_datapath_datapath_record4_lane1 <= 3'd0;
		core_datapath_datapath_record5_valid <= 1'd0;
		core_datapath_datapath_record5_first <= 1'd0;
		core_datapath_datapath_record5_last <= 1'd0;
		core_datapath_datapath_record5_piece <= 2'd0;
		core_datapath_datapath_record5_other <= 2'd0;
		core_datapath_datapath_record5_turn <= 1'd0;
		core_datapath_datapath_record5_bank <= 1'd0;
		core_datapath_datapath_record5_column <= 10'd0;
		core_datapath_datapath_record5_clear <= 1'd0;
		core_datapath_datapath_record5_final <= 1'd0;
		core_datapath_datapath_record5_slot <= 3'd0;
		core_datapath_datapath_record5_lane <= 3'd0;
		core_datapath_datapath_record6_valid <= 1'd0;
		core_datapath_datapath_record6_first <= 1'd0;
		core_datapath_datapath_record6_last <= 1'd0;
		core_datapath_datapath_record6_piece <= 2'd0;
		core_datapath_datapath_record6_other <= 2'd0;
		core_datapath_datapath_record6_turn <= 1'd0;
		core_datapath_datapath_record6_bank <= 1'd0;
		core_datapath_datapath_record6_column <= 10'd0;
		core_datapath_datapath_record6_clear <= 1'd0;
		core_datapath_datapath_record6_final <= 1'd0;
		core_datapath_datapath_record6_slot <= 3'd0;
		core_datapath_datapath_record6_lane <= 3'd0;
		core_datapath_datapath_record7_valid <= 1'd0;
		core_datapath_datapath_record7_first <= 1'd0;
		core_datapath_datapath_record7_last <= 1'd0;
		core_datapath_datapath_record7_piece <= 2'd0;
		core_datapath_datapath_record7_other <= 2'd0;
		core_datapath_datapath_record7_turn <= 1'd0;
		core_datapath_datapath_record7_bank <= 1'd0;
		core_datapath_datapath_record7_column <= 10'd0;
		core_datapath_datapath_record7_clear <= 1'd0;
		core_datapath_datapath_record7_final <= 1'd0;
		core_datapath_datapath_record7_slot <= 3'd0;
		core_datapath_datapath_record7_lane <= 3'd0;
		core_datapath_datapath_record8_valid <= 1'd0;
		core_datapath_datapath_record8_first <= 1'd0;
		core_datapath_datapath_record8_last <= 1'd0;
		core_datapath_datapath_record8_piece <= 2'd0;
		core_datapath_datapath_record8_other <= 2'd0;
		core_datapath_datapath_record8_turn <= 1'd0;
		core_datapath_datapath_record8_bank <= 1'd0;
		core_datapath_datapath_record8_column <= 10'd0;
		core_datapath_datapath_record8_clear <= 1'd0;
		core_datapath_datapath_record8_final <= 1'd0;
		core_datapath_datapath_record8_slot <= 3'd0;
		core_datapath_datapath_record8_lane <= 3'd0;
		core_datapath_datapath_record9_valid <= 1'd0;
		core_datapath_datapath_record9_first <= 1'd0;
		core_datapath_datapath_record9_last <= 1'd0;
		core_datapath_datapath_record9_piece <= 2'd0;
		core_datapath_datapath_record9_other <= 2'd0;
		core_datapath_datapath_record9_turn <= 1'd0;
		core_datapath_datapath_record9_bank <= 1'd0;
		core_datapath_datapath_record9_column <= 10'd0;
		core_datapath_datapath_record9_clear <= 1'd0;
		core_datapath_datapath_record9_final <= 1'd0;
		core_datapath_datapath_record9_slot <= 3'd0;
		core_datapath_datapath_record9_lane <= 3'd0;
		core_datapath_datapath_record10_valid <= 1'd0;
		core_datapath_datapath_record10_first <= 1'd0;
		core_datapath_datapath_record10_last <= 1'd0;
		core_datapath_datapath_record10_piece <= 2'd0;
		core_datapath_datapath_record10_other <= 2'd0;
		core_datapath_datapath_record10_turn <= 1'd0;
		core_datapath_datapath_record10_bank <= 1'd0;
		core_datapath_datapath_record10_column <= 10'd0;
		core_datapath_datapath_record10_clear <= 1'd0;
		core_datapath_datapath_record10_final <= 1'd0;
		core_datapath_datapath_record10_slot <= 3'd0;
		core_datapath_datapath_record10_lane <= 3'd0;
		core_datapath_datapath_record11_valid <= 1'd0;
		core_datapath_datapath_record11_first <= 1'd0;
		core_datapath_datapath_record11_last <= 1'd0;
		core_datapath_datapath_record11_piece <= 2'd0;
		core_datapath_datapath_record11_other <= 2'd0;
		core_datapath_datapath_record11_turn <= 1'd0;
		core_datapath_datapath_record11_bank <= 1'd0;
		core_datapath_datapath_record11_column <= 10'd0;
		core_datapath_datapath_record11_clear <= 1'd0;
		core_datapath_datapath_record11_final <= 1'd0;
		core_datapath_datapath_record11_slot <= 3'd0;
		core_datapath_datapath_record11_lane <= 3'd0;
		core_datapath_datapath_stage <= 1'd0;
		core_datapath_datapath_row_enable0 <= 1'd0;
		core_datapath_datapath_adder_enable0 <= 1'd0;
		core_datapath_datapath_adder_enable1 <= 1'd0;
		core_datapath_datapath_adder_enable2 <= 1'd0;
		core_datapath_datapath_row_enable1 <= 1'd0;
		core_datapath_datapath_adder_enable3 <= 1'd0;
		core_datapath_datapath_adder_enable4 <= 1'd0;
		core_datapath_datapath_adder_enable5 <= 1'd0;
		core_datapath_datapath_drain_place <= 10'd0;
		core_datapath_datapath_drain_source_valid <= 1'd0;
		core_datapath_datapath_drain_quad <= 1'd0;
		core_datapath_datapath_drain_group <= 1'd0;
		core_datapath_datapath_drain_active <= 1'd0;
		core_datapath_datapath_drain_padding <= 1'd0;
		core_datapath_datapath_drain_rows1 <= 8'd0;
		core_datapath_datapath_drain_parts <= 2'd0;
		core_datapath_datapath_drain_some <= 1'd0;
		core_datapath_datapath_drain_hold1 <= 1'd0;
		core_datapath_datapath_drain_first <= 1'd0;
		core_datapath_datapath_drain_last <= 1'd0;
		core_datapath_datapath_drain_left <= 24'd0;
		core_datapath_datapath_drain_others <= 24'd0;
		core_datapath_datapath_drain_single <= 1'd0;
		core_datapath_datapath_drain_stored <= 11'd0;
		core_datapath_datapath_drain_reading <= 2'd0;
		core_datapath_datapath_drain_full <= 2'd0;
		resetinserter_state <= 4'd0;
	end
	core_watchdog_left <= (core_watchdog_left - 1'd1);
	if ((core_watchdog_feed | (~core_watchdog_busy))) begin
		core_watchdog_left <= core_watchdog_period;
	end
	core_watchdog_used <= (core_watchdog_period != 1'd0);
	core_watchdog_expired <= ((((core_watchdog_left == 1'd0) & core_watchdog_used) & core_watchdog_busy) & (~core_watchdog_feed));
	core_control_rung <= ((core_control_doorbell & (core_control_count != 1'd0)) & (~core_control_busy));
	if (((core_control_doorbell & (core_control_count != 1'd0)) & (~core_control_busy))) begin
		core_control_done <= 1'd0;
	end
	core_control_last <= (core_control_left == 1'd1);
	core_control_loaded1 <= core_control_loaded0;
	core_control_quiet1 <= ((core_control_quiet0 & core_control_flush0) & (~core_control_quiet1));
	core_control_keep0 <= ((core_length2 | core_control_keep0) & core_control_busy);
	core_control_keep1 <= ((core_length1 | core_control_keep1) & core_control_busy);
	core_control_keep2 <= ((core_length0 | core_control_keep2) & core_control_busy);
	core_control_keep3 <= ((core_watchdog_expired | core_control_keep3) & core_control_busy);
	core_control_keep4 <= ((core_stray | core_control_keep4) & core_control_busy);
	core_control_keep5 <= ((core_writer_error | core_control_keep5) & core_control_busy);
	core_control_keep6 <= ((core_port_errors2 | core_control_keep6) & core_control_busy);
	core_control_keep7 <= (((core_port_errors0 | core_port_errors1) | core_control_keep7) & core_control_busy);
	core_control_keep8 <= ((core_writer_splitter_refused | core_control_keep8) & core_control_busy);
	core_control_keep9 <= ((core_reader_splitter_refused | core_control_keep9) & core_control_busy);
	core_control_keep10 <= (((core_descriptors_splitter_refused | core_activations_splitter_refused) | core_control_keep10) & core_control_busy);
	core_control_keep11 <= ((core_control_abort | core_control_keep11) & core_control_busy);
	core_control_flush0 <= (core_control_is_ongoing5 & (~core_control_quiet1));
	core_control_checked <= (core_control_is_ongoing4 & (core_control_settle == 3'd4));
	core_control_start0 <= (((core_control_is_ongoing4 & (core_control_settle == 3'd4)) & (core_fetch_fault == 1'd0)) & (~core_control_halt));
	if ((core_control_completed1 & core_control_run)) begin
		core_control_completed0 <= (core_control_completed0 + 1'd1);
	end
	if (core_control_begin) begin
		core_control_completed0 <= 1'd0;
	end
	core_control_weights <= ((((core_control_loading & core_control_streamed) & (~core_control_asked)) & (~core_control_weights)) & (~core_control_halt));
	core_control_compute <= (((((core_control_loading & core_control_computed) & core_control_asked) & (~core_control_computing)) & (~core_control_compute)) & (~core_control_halt));
	core_control_store <= ((core_control_computing & (~core_control_storing)) & (~core_control_store));
	core_control_stored1 <= (core_control_storing & core_control_stored0);
	core_control_completed1 <= ((core_control_storing & core_control_stored1) & (~core_control_completed1));
	if (core_control_start1) begin
		core_control_loading <= 1'd1;
	end
	if (core_control_weights) begin
		core_control_asked <= 1'd1;
	end
	if (core_control_compute) begin
		core_control_loading <= 1'd0;
		core_control_computing <= 1'd1;
	end
	if (((~core_control_loading) & (~core_control_computed))) begin
		core_control_asked <= 1'd0;
	end
	if (core_control_store) begin
		core_control_computing <= 1'd0;
		core_control_storing <= 1'd1;
	end
	if (core_control_completed1) begin
		core_control_storing <= 1'd0;
	end
	if (core_control_flush1) begin
		core_control_loading <= 1'd0;
		core_control_asked <= 1'd0;
		core_control_computing <= 1'd0;
		core_control_storing <= 1'd0;
	end
	control_state <= control_next_state;
	if (core_control_left_control_next_value_ce0) begin
		core_control_left <= core_control_left_control_next_value0;
	end
	if (core_control_code_control_next_value_ce1) begin
		core_control_code <= core_control_code_control_next_value1;
	end
	if (core_control_done_control_next_value_ce2) begin
		core_control_done <= core_control_done_control_next_value2;
	end
	if (core_control_settle_control_next_value_ce3) begin
		core_control_settle <= core_control_settle_control_next_value3;
	end
	state <= next_state;
	if (bridge_index_next_value_ce0) begin
		bridge_index <= bridge_index_next_value0;
	end
	if (bridge_known_next_value_ce1) begin
		bridge_known <= bridge_known_next_value1;
	end
	if (bridge_csr_dat_w_next_value_ce2) begin
		bridge_csr_dat_w <= bridge_csr_dat_w_next_value2;
	end
	if (bridge_r_payload_data_next_value_ce3) begin
		s_axil_rdata <= bridge_r_payload_data_next_value3;
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
	core_csrstatus0_re <= magic_re;
	core_csrstatus1_re <= version_re;
	core_csrstatus2_re <= digest_re;
	if (control0_re) begin
		core_csrstorage0_storage <= control0_r;
	end
	core_csrstorage0_re <= control0_re;
	if (program0_re) begin
		core_csrstorage1_storage[31:0] <= program0_r;
	end
	core_csrstorage1_re <= program0_re;
	if (count0_re) begin
		core_csrstorage2_storage[15:0] <= count0_r;
	end
	core_csrstorage2_re <= count0_re;
	core_csrstatus3_re <= status_re;
	core_csrstatus4_re <= completed_re;
	core_csrstatus5_re <= cycles_re;
	core_csrstatus6_re <= stream_words_re;
	core_csrstatus7_re <= stall_weights_re;
	core_csrstatus8_re <= stall_tables_re;
	core_csrstatus9_re <= stall_output_re;
	core_csrstatus10_re <= stall_issue_re;
	core_csrstatus11_re <= stall_control_re;
	if (watchdog0_re) begin
		core_csrstorage3_storage[31:0] <= watchdog0_r;
	end
	core_csrstorage3_re <= watchdog0_re;
	if (window_base0_re) begin
		core_csrstorage4_storage[31:0] <= window_base0_r;
	end
	core_csrstorage4_re <= window_base0_re;
	if (window_limit0_re) begin
		core_csrstorage5_storage[31:0] <= window_limit0_r;
	end
	core_csrstorage5_re <= window_limit0_re;
	core_csrstatus12_re <= error_address_re;
	core_csrstatus13_re <= error_source_re;
	core_csrstatus14_re <= strays_re;
	if (sys_rst) begin
		m0_axi_awvalid <= 1'd0;
		m0_axi_awaddr <= 32'd0;
		m0_axi_awlen <= 8'd0;
		m0_axi_arvalid <= 1'd0;
		m0_axi_araddr <= 32'd0;
		m0_axi_arlen <= 8'd0;
		core_csrstatus0_re <= 1'd0;
		core_csrstatus1_re <= 1'd0;
		core_csrstatus2_re <= 1'd0;
		core_csrstorage0_storage <= 1'd0;
		core_csrstorage0_re <= 1'd0;
		core_csrstorage1_storage <= 32'd0;
		core_csrstorage1_re <= 1'd0;
		core_csrstorage2_storage <= 16'd0;
		core_csrstorage2_re <= 1'd0;
		core_csrstatus3_re <= 1'd0;
		core_csrstatus4_re <= 1'd0;
		core_value5 <= 32'd0;
		core_csrstatus5_re <= 1'd0;
		core_value6 <= 32'd0;
		core_csrstatus6_re <= 1'd0;
		core_value7 <= 32'd0;
		core_csrstatus7_re <= 1'd0;
		core_value8 <= 32'd0;
		core_csrstatus8_re <= 1'd0;
		core_value9 <= 32'd0;
		core_csrstatus9_re <= 1'd0;
		core_value10 <= 32'd0;
		core_csrstatus10_re <= 1'd0;
		core_value11 <= 32'd0;
		core_csrstatus11_re <= 1'd0;
		core_csrstorage3_storage <= 32'd0;
		core_csrstorage3_re <= 1'd0;
		core_csrstorage4_storage <= 32'd0;
		core_csrstorage4_re <= 1'd0;
		core_csrstorage5_storage <= 32'd4294963200;
		core_csrstorage5_re <= 1'd0;
		core_value12 <= 32'd0;
		core_csrstatus12_re <= 1'd0;
		core_port <= 4'd0;
		core_client <= 4'd0;
		core_csrstatus13_re <= 1'd0;
		core_value13 <= 32'd0;
		core_csrstatus14_re <= 1'd0;
		core_descriptors_splitter_source_valid <= 1'd0;
		core_descriptors_splitter_source_payload_address <= 32'd0;
		core_descriptors_splitter_source_payload_beats <= 7'd0;
		core_descriptors_splitter_refused <= 1'd0;
		core_descriptors_splitter_busy <= 1'd0;
		core_descriptors_splitter_phase <= 2'd0;
		core_descriptors_reserved <= 8'd0;
		core_descriptors_flying <= 8'd0;
		core_descriptors_fits <= 1'd0;
		core_descriptors_taken <= 1'd0;
		core_descriptors_fifo_source_valid <= 1'd0;
		core_descriptors_fifo_produce <= 7'd0;
		core_descriptors_fifo_consume <= 7'd0;
		core_descriptors_fifo_stored <= 8'd0;
		core_descriptors_fifo_places <= 5'd16;
		core_descriptors_fifo_fetch <= 1'd0;
		core_descriptors_fifo_popped <= 1'd0;
		core_descriptors_fifo_tail_adr <= 4'd0;
		core_descriptors_fifo_head_adr <= 4'd0;
		core_descriptors_fifo_queued <= 5'd0;
		core_descriptors_fifo_valid_stage0 <= 1'd0;
		core_descriptors_fifo_valid_stage1 <= 1'd0;
		core_descriptors_fifo_valid_stage2 <= 1'd0;
		core_activations_splitter_source_valid <= 1'd0;
		core_activations_splitter_source_payload_address <= 32'd0;
		core_activations_splitter_source_payload_beats <= 7'd0;
		core_activations_splitter_refused <= 1'd0;
		core_activations_splitter_busy <= 1'd0;
		core_activations_splitter_phase <= 2'd0;
		core_activations_reserved <= 8'd0;
		core_activations_flying <= 8'd0;
		core_activations_fits <= 1'd0;
		core_activations_taken <= 1'd0;
		core_activations_fifo_source_valid <= 1'd0;
		core_activations_fifo_produce <= 7'd0;
		core_activations_fifo_consume <= 7'd0;
		core_activations_fifo_stored <= 8'd0;
		core_activations_fifo_places <= 5'd16;
		core_activations_fifo_fetch <= 1'd0;
		core_activations_fifo_popped <= 1'd0;
		core_activations_fifo_tail_adr <= 4'd0;
		core_activations_fifo_head_adr <= 4'd0;
		core_activations_fifo_queued <= 5'd0;
		core_activations_fifo_valid_stage0 <= 1'd0;
		core_activations_fifo_valid_stage1 <= 1'd0;
		core_activations_fifo_valid_stage2 <= 1'd0;
		core_reader_splitter_source_valid <= 1'd0;
		core_reader_splitter_source_payload_address <= 32'd0;
		core_reader_splitter_source_payload_beats <= 7'd0;
		core_reader_splitter_refused <= 1'd0;
		core_reader_splitter_busy <= 1'd0;
		core_reader_splitter_phase <= 2'd0;
		core_reader_reserved <= 8'd0;
		core_reader_flying <= 8'd0;
		core_reader_fits <= 1'd0;
		core_reader_taken <= 1'd0;
		core_reader_fifo_source_valid <= 1'd0;
		core_reader_fifo_produce <= 7'd0;
		core_reader_fifo_consume <= 7'd0;
		core_reader_fifo_stored <= 8'd0;
		core_reader_fifo_places <= 5'd16;
		core_reader_fifo_fetch <= 1'd0;
		core_reader_fifo_popped <= 1'd0;
		core_reader_fifo_tail_adr <= 4'd0;
		core_reader_fifo_head_adr <= 4'd0;
		core_reader_fifo_queued <= 5'd0;
		core_reader_fifo_valid_stage0 <= 1'd0;
		core_reader_fifo_valid_stage1 <= 1'd0;
		core_reader_fifo_valid_stage2 <= 1'd0;
		core_port_stray <= 1'd0;
		core_port_valid <= 1'd0;
		core_port_arrived0 <= 1'd0;
		core_port_arrived1 <= 1'd0;
		core_port_arrived2 <= 1'd0;
		core_writer_error <= 1'd0;
		core_writer_stray <= 1'd0;
		core_writer_splitter_source_valid <= 1'd0;
		core_writer_splitter_source_payload_address <= 32'd0;
		core_writer_splitter_source_payload_beats <= 7'd0;
		core_writer_splitter_refused <= 1'd0;
		core_writer_splitter_busy <= 1'd0;
		core_writer_splitter_phase <= 2'd0;
		core_writer_fifo_level <= 7'd0;
		core_writer_fifo_produce <= 6'd0;
		core_writer_fifo_consume <= 6'd0;
		core_writer_beats <= 5'd0;
		core_writer_queued <= 5'd0;
		core_writer_pending <= 8'd0;
		core_writer_spare <= 7'd0;
		core_writer_enough <= 1'd0;
		core_fetch_done <= 1'd1;
		core_fetch_fault <= 8'd0;
		core_fetch_count <= 4'd0;
		core_fetch_end0 <= 37'd0;
		core_fetch_total0 <= 37'd0;
		core_fetch_end1 <= 37'd0;
		core_fetch_total1 <= 37'd0;
		core_fetch_end2 <= 37'd0;
		core_fetch_total2 <= 37'd0;
		core_datapath_computed_planes <= 4'd0;
		core_datapath_computed_group <= 3'd0;
		core_datapath_computed_explicit <= 1'd0;
		core_datapath_computed_rows <= 8'd0;
		core_datapath_computed_ternary <= 1'd0;
		core_datapath_computed_columns <= 24'd0;
		core_datapath_computed_slices <= 10'd0;
		core_datapath_computed_output <= 32'd0;
		core_datapath_computed_output_words <= 32'd0;
		core_datapath_table_write_valid <= 1'd0;
		core_datapath_table_write_we <= 2'd0;
		core_datapath_table_write_bank <= 1'd0;
		core_datapath_table_write_segments <= 4'd0;
		core_datapath_table_write_address <= 5'd0;
		core_datapath_table_write_data <= 64'd0;
		core_datapath_piece_write_zero <= 23'd0;
		core_datapath_piece_write_other <= 23'd0;
		core_datapath_loader_tiles <= 16'd0;
		core_datapath_loader_full <= 1'd0;
		core_datapath_loader_bank0 <= 1'd0;
		core_datapath_loader_row0 <= 2'd1;
		core_datapath_loader_rows_left <= 8'd0;
		core_datapath_loader_slices_left <= 10'd0;
		core_datapath_loader_tiles_left <= 16'd0;
		core_datapath_loader_segment <= 2'd0;
		core_datapath_loader_word <= 2'd0;
		core_datapath_loader_entry <= 5'd0;
		core_datapath_loader_start1 <= 1'd0;
		core_datapath_loader_piece <= 3'd0;
		core_datapath_loader_active <= 1'd0;
		core_datapath_loader_last <= 3'd0;
		core_datapath_loader_two <= 1'd0;
		core_datapath_loader_valid <= 8'd0;
		core_datapath_loader_last_segment <= 1'd0;
		core_datapath_loader_last_row <= 1'd0;
		core_datapath_issue_turn <= 1'd0;
		core_datapath_issue_plane_valid <= 1'd0;
		core_datapath_issue_plane_first <= 1'd0;
		core_datapath_issue_plane_last <= 1'd0;
		core_datapath_issue_plane_bank <= 1'd0;
		core_datapath_issue_plane_column <= 10'd0;
		core_datapath_issue_plane_clear <= 1'd0;
		core_datapath_issue_plane_final <= 1'd0;
		core_datapath_issue_plane_slot <= 3'd0;
		core_datapath_issue_plane_lane <= 3'd0;
		core_datapath_issue_plane_turn <= 1'd0;
		core_datapath_issue_scale_we <= 1'd0;
		core_datapath_issue_done <= 1'd1;
		core_datapath_issue_idle <= 1'd1;
		core_datapath_issue_active <= 1'd0;
		core_datapath_issue_scale <= 1'd0;
		core_datapath_issue_bank <= 1'd0;
		core_datapath_issue_plane_loop_first <= 1'd0;
		core_datapath_issue_plane_loop_last <= 1'd0;
		core_datapath_issue_plane_loop_left <= 3'd0;
		core_datapath_issue_plane_loop_others <= 3'd0;
		core_datapath_issue_plane_loop_single <= 1'd0;
		core_datapath_issue_column_loop_count <= 11'd0;
		core_datapath_issue_column_loop_first <= 1'd0;
		core_datapath_issue_column_loop_last <= 1'd0;
		core_datapath_issue_column_loop_left <= 10'd0;
		core_datapath_issue_column_loop_others <= 10'd0;
		core_datapath_issue_column_loop_single <= 1'd0;
		core_datapath_issue_slice_loop_first <= 1'd0;
		core_datapath_issue_slice_loop_last <= 1'd0;
		core_datapath_issue_slice_loop_left <= 10'd0;
		core_datapath_issue_slice_loop_others <= 10'd0;
		core_datapath_issue_slice_loop_single <= 1'd0;
		core_datapath_issue_left <= 24'd0;
		core_datapath_issue_next_tile <= 11'd0;
		core_datapath_issue_tile <= 11'd0;
		core_datapath_issue_last_next <= 1'd0;
		core_datapath_issue_last_tile <= 1'd0;
		core_datapath_issue_stage0 <= 1'd0;
		core_datapath_issue_stage1 <= 1'd0;
		core_datapath_issue_stage2 <= 1'd0;
		core_datapath_issue_stage3 <= 1'd0;
		core_datapath_issue_stage4 <= 1'd0;
		core_datapath_issue_stage5 <= 1'd0;
		core_datapath_issue_stage6 <= 1'd0;
		core_datapath_issue_stage7 <= 1'd0;
		core_datapath_issue_stage8 <= 1'd0;
		core_datapath_issue_stage9 <= 1'd0;
		core_datapath_issue_stage10 <= 1'd0;
		core_datapath_issue_stage11 <= 1'd0;
		core_datapath_issue_stage12 <= 1'd0;
		core_datapath_issue_stage13 <= 1'd0;
		core_datapath_issue_stage14 <= 1'd0;
		core_datapath_issue_stage15 <= 1'd0;
		core_datapath_issue_stage16 <= 1'd0;
		core_datapath_issue_stage17 <= 1'd0;
		core_datapath_issue_stage18 <= 1'd0;
		core_datapath_issue_stage19 <= 1'd0;
		core_datapath_issue_stage20 <= 1'd0;
		core_datapath_issue_stage21 <= 1'd0;
		core_datapath_issue_stage22 <= 1'd0;
		core_datapath_issue_stage23 <= 1'd0;
		core_datapath_issue_stage24 <= 1'd0;
		core_datapath_issue_held <= 1'd0;
		core_datapath_issue_pause <= 2'd0;
		core_datapath_issue_places <= 11'd1024;
		core_datapath_issue_issued_stage <= 1'd0;
		core_datapath_issue_full1 <= 1'd0;
		core_datapath_issue_narrow1 <= 1'd0;
		core_datapath_issue_tables <= 1'd0;
		core_datapath_issue_block_loop_count <= 4'd0;
		core_datapath_issue_block_loop_first <= 1'd0;
		core_datapath_issue_block_loop_last <= 1'd0;
		core_datapath_issue_block_loop_left <= 3'd0;
		core_datapath_issue_block_loop_others <= 3'd0;
		core_datapath_issue_block_loop_single <= 1'd0;
		core_datapath_issue_slot <= 3'd0;
		core_datapath_issue_lane <= 3'd0;
		core_datapath_issue_block <= 4'd0;
		core_datapath_issue_used <= 1'd0;
		core_datapath_issue_stage25 <= 1'd0;
		core_datapath_issue_stage26 <= 1'd0;
		core_datapath_issue_stage27 <= 1'd0;
		core_datapath_issue_stage28 <= 1'd0;
		core_datapath_issue_stage29 <= 1'd0;
		core_datapath_issue_stage30 <= 1'd0;
		core_datapath_issue_stage31 <= 1'd0;
		core_datapath_issue_stage32 <= 1'd0;
		core_datapath_issue_stage33 <= 1'd0;
		core_datapath_issue_stage34 <= 1'd0;
		core_datapath_issue_stage35 <= 1'd0;
		core_datapath_datapath_place0 <= 10'd0;
		core_datapath_datapath_record0_valid0 <= 1'd0;
		core_datapath_datapath_record0_first0 <= 1'd0;
		core_datapath_datapath_record0_last0 <= 1'd0;
		core_datapath_datapath_record0_bank0 <= 1'd0;
		core_datapath_datapath_record0_column0 <= 10'd0;
		core_datapath_datapath_record0_clear0 <= 1'd0;
		core_datapath_datapath_record0_final0 <= 1'd0;
		core_datapath_datapath_record0_slot0 <= 3'd0;
		core_datapath_datapath_record0_lane0 <= 3'd0;
		core_datapath_datapath_record0_turn0 <= 1'd0;
		core_datapath_datapath_record1_valid0 <= 1'd0;
		core_datapath_datapath_record1_first0 <= 1'd0;
		core_datapath_datapath_record1_last0 <= 1'd0;
		core_datapath_datapath_record1_bank0 <= 1'd0;
		core_datapath_datapath_record1_column0 <= 10'd0;
		core_datapath_datapath_record1_clear0 <= 1'd0;
		core_datapath_datapath_record1_final0 <= 1'd0;
		core_datapath_datapath_record1_slot0 <= 3'd0;
		core_datapath_datapath_record1_lane0 <= 3'd0;
		core_datapath_datapath_record1_turn0 <= 1'd0;
		core_datapath_datapath_record2_valid0 <= 1'd0;
		core_datapath_datapath_record2_first0 <= 1'd0;
		core_datapath_datapath_record2_last0 <= 1'd0;
		core_datapath_datapath_record2_bank0 <= 1'd0;
		core_datapath_datapath_record2_column0 <= 10'd0;
		core_datapath_datapath_record2_clear0 <= 1'd0;
		core_datapath_datapath_record2_final0 <= 1'd0;
		core_datapath_datapath_record2_slot0 <= 3'd0;
		core_datapath_datapath_record2_lane0 <= 3'd0;
		core_datapath_datapath_record2_turn0 <= 1'd0;
		core_datapath_datapath_record3_valid0 <= 1'd0;
		core_datapath_datapath_record3_first0 <= 1'd0;
		core_datapath_datapath_record3_last0 <= 1'd0;
		core_datapath_datapath_record3_bank0 <= 1'd0;
		core_datapath_datapath_record3_column0 <= 10'd0;
		core_datapath_datapath_record3_clear0 <= 1'd0;
		core_datapath_datapath_record3_final0 <= 1'd0;
		core_datapath_datapath_record3_slot0 <= 3'd0;
		core_datapath_datapath_record3_lane0 <= 3'd0;
		core_datapath_datapath_record3_turn0 <= 1'd0;
		core_datapath_datapath_record4_valid0 <= 1'd0;
		core_datapath_datapath_record4_first0 <= 1'd0;
		core_datapath_datapath_record4_last0 <= 1'd0;
		core_datapath_datapath_record4_bank0 <= 1'd0;
		core_datapath_datapath_record4_column0 <= 10'd0;
		core_datapath_datapath_record4_clear0 <= 1'd0;
		core_datapath_datapath_record4_final0 <= 1'd0;
		core_datapath_datapath_record4_slot0 <= 3'd0;
		core_datapath_datapath_record4_lane0 <= 3'd0;
		core_datapath_datapath_record4_turn0 <= 1'd0;
		core_datapath_datapath_record0_valid1 <= 1'd0;
		core_datapath_datapath_record0_first1 <= 1'd0;
		core_datapath_datapath_record0_last1 <= 1'd0;
		core_datapath_datapath_record0_piece <= 2'd0;
		core_datapath_datapath_record0_other <= 2'd0;
		core_datapath_datapath_record0_turn1 <= 1'd0;
		core_datapath_datapath_record0_bank1 <= 1'd0;
		core_datapath_datapath_record0_column1 <= 10'd0;
		core_datapath_datapath_record0_clear1 <= 1'd0;
		core_datapath_datapath_record0_final1 <= 1'd0;
		core_datapath_datapath_record0_slot1 <= 3'd0;
		core_datapath_datapath_record0_lane1 <= 3'd0;
		core_datapath_datapath_record1_valid1 <= 1'd0;
		core_datapath_datapath_record1_first1 <= 1'd0;
		core_datapath_datapath_record1_last1 <= 1'd0;
		core_datapath_datapath_record1_piece <= 2'd0;
		core_datapath_datapath_record1_other <= 2'd0;
		core_datapath_datapath_record1_turn1 <= 1'd0;
		core_datapath_datapath_record1_bank1 <= 1'd0;
		core_datapath_datapath_record1_column1 <= 10'd0;
		core_datapath_datapath_record1_clear1 <= 1'd0;
		core_datapath_datapath_record1_final1 <= 1'd0;
		core_datapath_datapath_record1_slot1 <= 3'd0;
		core_datapath_datapath_record1_lane1 <= 3'd0;
		core_datapath_datapath_record2_valid1 <= 1'd0;
		core_datapath_datapath_record2_first1 <= 1'd0;
		core_datapath_datapath_record2_last1 <= 1'd0;
		core_datapath_datapath_record2_piece <= 2'd0;
		core_datapath_datapath_record2_other <= 2'd0;
		core_datapath_datapath_record2_turn1 <= 1'd0;
		core_datapath_datapath_record2_bank1 <= 1'd0;
		core_datapath_datapath_record2_column1 <= 10'd0;
		core_datapath_datapath_record2_clear1 <= 1'd0;
		core_datapath_datapath_record2_final1 <= 1'd0;
		core_datapath_datapath_record2_slot1 <= 3'd0;
		core_datapath_datapath_record2_lane1 <= 3'd0;
		core_datapath_datapath_record3_valid1 <= 1'd0;
		core_datapath_datapath_record3_first1 <= 1'd0;
		core_datapath_datapath_record3_last1 <= 1'd0;
		core_datapath_datapath_record3_piece <= 2'd0;
		core_datapath_datapath_record3_other <= 2'd0;
		core_datapath_datapath_record3_turn1 <= 1'd0;
		core_datapath_datapath_record3_bank1 <= 1'd0;
		core_datapath_datapath_record3_column1 <= 10'd0;
		core_datapath_datapath_record3_clear1 <= 1'd0;
		core_datapath_datapath_record3_final1 <= 1'd0;
		core_datapath_datapath_record3_slot1 <= 3'd0;
		core_datapath_datapath_record3_lane1 <= 3'd0;
		core_datapath_datapath_record4_valid1 <= 1'd0;
		core_datapath_datapath_record4_first1 <= 1'd0;
		core_datapath_datapath_record4_last1 <= 1'd0;
		core_datapath_datapath_record4_piece <= 2'd0;
		core_datapath_datapath_record4_other <= 2'd0;
		core_datapath_datapath_record4_turn1 <= 1'd0;
		core_datapath_datapath_record4_bank1 <= 1'd0;
		core_datapath_datapath_record4_column1 <= 10'd0;
		core_datapath_datapath_record4_clear1 <= 1'd0;
		core_datapath_datapath_record4_final1 <= 1'd0;
		core_datapath_datapath_record4_slot1 <= 3'd0;
		core_datapath_datapath_record4_lane1 <= 3'd0;
		core_datapath_datapath_record5_valid <= 1'd0;
		core_datapath_datapath_record5_first <= 1'd0;
		core_datapath_datapath_record5_last <= 1'd0;
		core_datapath_datapath_record5_piece <= 2'd0;
		core_datapath_datapath_record5_other <= 2'd0;
		core_datapath_datapath_record5_turn <= 1'd0;
		core_datapath_datapath_record5_bank <= 1'd0;
		core_datapath_datapath_record5_column <= 10'd0;
		core_datapath_datapath_record5_clear <= 1'd0;
		core_datapath_datapath_record5_final <= 1'd0;
		core_datapath_datapath_record5_slot <= 3'd0;
		core_datapath_datapath_record5_lane <= 3'd0;
		core_datapath_datapath_record6_valid <= 1'd0;
		core_datapath_datapath_record6_first <= 1'd0;
		core_datapath_datapath_record6_last <= 1'd0;
		core_datapath_datapath_record6_piece <= 2'd0;
		core_datapath_datapath_record6_other <= 2'd0;
		core_datapath_datapath_record6_turn <= 1'd0;
		core_datapath_datapath_record6_bank <= 1'd0;
		core_datapath_datapath_record6_column <= 10'd0;
		core_datapath_datapath_record6_clear <= 1'd0;
		core_datapath_datapath_record6_final <= 1'd0;
		core_datapath_datapath_record6_slot <= 3'd0;
		core_datapath_datapath_record6_lane <= 3'd0;
		core_datapath_datapath_record7_valid <= 1'd0;
		core_datapath_datapath_record7_first <= 1'd0;
		core_datapath_datapath_record7_last <= 1'd0;
		core_datapath_datapath_record7_piece <= 2'd0;
		core_datapath_datapath_record7_other <= 2'd0;
		core_datapath_datapath_record7_turn <= 1'd0;
		core_datapath_datapath_record7_bank <= 1'd0;
		core_datapath_datapath_record7_column <= 10'd0;
		core_datapath_datapath_record7_clear <= 1'd0;
		core_datapath_datapath_record7_final <= 1'd0;
		core_datapath_datapath_record7_slot <= 3'd0;
		core_datapath_datapath_record7_lane <= 3'd0;
		core_datapath_datapath_record8_valid <= 1'd0;
		core_datapath_datapath_record8_first <= 1'd0;
		core_datapath_datapath_record8_last <= 1'd0;
		core_datapath_datapath_record8_piece <= 2'd0;
		core_datapath_datapath_record8_other <= 2'd0;
		core_datapath_datapath_record8_turn <= 1'd0;
		core_datapath_datapath_record8_bank <= 1'd0;
		core_datapath_datapath_record8_column <= 10'd0;
		core_datapath_datapath_record8_clear <= 1'd0;
		core_datapath_datapath_record8_final <= 1'd0;
		core_datapath_datapath_record8_slot <= 3'd0;
		core_datapath_datapath_record8_lane <= 3'd0;
		core_datapath_datapath_record9_valid <= 1'd0;
		core_datapath_datapath_record9_first <= 1'd0;
		core_datapath_datapath_record9_last <= 1'd0;
		core_datapath_datapath_record9_piece <= 2'd0;
		core_datapath_datapath_record9_other <= 2'd0;
		core_datapath_datapath_record9_turn <= 1'd0;
		core_datapath_datapath_record9_bank <= 1'd0;
		core_datapath_datapath_record9_column <= 10'd0;
		core_datapath_datapath_record9_clear <= 1'd0;
		core_datapath_datapath_record9_final <= 1'd0;
		core_datapath_datapath_record9_slot <= 3'd0;
		core_datapath_datapath_record9_lane <= 3'd0;
		core_datapath_datapath_record10_valid <= 1'd0;
		core_datapath_datapath_record10_first <= 1'd0;
		core_datapath_datapath_record10_last <= 1'd0;
		core_datapath_datapath_record10_piece <= 2'd0;
		core_datapath_datapath_record10_other <= 2'd0;
		core_datapath_datapath_record10_turn <= 1'd0;
		core_datapath_datapath_record10_bank <= 1'd0;
		core_datapath_datapath_record10_column <= 10'd0;
		core_datapath_datapath_record10_clear <= 1'd0;
		core_datapath_datapath_record10_final <= 1'd0;
		core_datapath_datapath_record10_slot <= 3'd0;
		core_datapath_datapath_record10_lane <= 3'd0;
		core_datapath_datapath_record11_valid <= 1'd0;
		core_datapath_datapath_record11_first <= 1'd0;
		core_datapath_datapath_record11_last <= 1'd0;
		core_datapath_datapath_record11_piece <= 2'd0;
		core_datapath_datapath_record11_other <= 2'd0;
		core_datapath_datapath_record11_turn <= 1'd0;
		core_datapath_datapath_record11_bank <= 1'd0;
		core_datapath_datapath_record11_column <= 10'd0;
		core_datapath_datapath_record11_clear <= 1'd0;
		core_datapath_datapath_record11_final <= 1'd0;
		core_datapath_datapath_record11_slot <= 3'd0;
		core_datapath_datapath_record11_lane <= 3'd0;
		core_datapath_datapath_stage <= 1'd0;
		core_datapath_datapath_row_enable0 <= 1'd0;
		core_datapath_datapath_adder_enable0 <= 1'd0;
		core_datapath_datapath_adder_enable1 <= 1'd0;
		core_datapath_datapath_adder_enable2 <= 1'd0;
		core_datapath_datapath_row_enable1 <= 1'd0;
		core_datapath_datapath_adder_enable3 <= 1'd0;
		core_datapath_datapath_adder_enable4 <= 1'd0;
		core_datapath_datapath_adder_enable5 <= 1'd0;
		core_datapath_datapath_drain_place <= 10'd0;
		core_datapath_datapath_drain_source_valid <= 1'd0;
		core_datapath_datapath_drain_quad <= 1'd0;
		core_datapath_datapath_drain_group <= 1'd0;
		core_datapath_datapath_drain_active <= 1'd0;
		core_datapath_datapath_drain_padding <= 1'd0;
		core_datapath_datapath_drain_rows1 <= 8'd0;
		core_datapath_datapath_drain_parts <= 2'd0;
		core_datapath_datapath_drain_some <= 1'd0;
		core_datapath_datapath_drain_hold1 <= 1'd0;
		core_datapath_datapath_drain_first <= 1'd0;
		core_datapath_datapath_drain_last <= 1'd0;
		core_datapath_datapath_drain_left <= 24'd0;
		core_datapath_datapath_drain_others <= 24'd0;
		core_datapath_datapath_drain_single <= 1'd0;
		core_datapath_datapath_drain_stored <= 11'd0;
		core_datapath_datapath_drain_reading <= 2'd0;
		core_datapath_datapath_drain_full <= 2'd0;
		core_datapath_reset <= 1'd0;
		core_watchdog_expired <= 1'd0;
		core_watchdog_left <= 32'd0;
		core_watchdog_used <= 1'd0;
		core_length0 <= 1'd0;
		core_length1 <= 1'd0;
		core_length2 <= 1'd0;
		core_control_done <= 1'd0;
		core_control_code <= 8'd0;
		core_control_completed0 <= 16'd0;
		core_control_start0 <= 1'd0;
		core_control_flush0 <= 1'd0;
		core_control_weights <= 1'd0;
		core_control_compute <= 1'd0;
		core_control_store <= 1'd0;
		core_control_completed1 <= 1'd0;
		core_control_loading <= 1'd0;
		core_control_asked <= 1'd0;
		core_control_computing <= 1'd0;
		core_control_storing <= 1'd0;
		core_control_stored1 <= 1'd0;
		core_control_rung <= 1'd0;
		core_control_settle <= 3'd0;
		core_control_checked <= 1'd0;
		core_control_left <= 16'd0;
		core_control_last <= 1'd0;
		core_control_loaded1 <= 1'd0;
		core_control_quiet1 <= 1'd0;
		core_control_keep0 <= 1'd0;
		core_control_keep1 <= 1'd0;
		core_control_keep2 <= 1'd0;
		core_control_keep3 <= 1'd0;
		core_control_keep4 <= 1'd0;
		core_control_keep5 <= 1'd0;
		core_control_keep6 <= 1'd0;
		core_control_keep7 <= 1'd0;
		core_control_keep8 <= 1'd0;
		core_control_keep9 <= 1'd0;
		core_control_keep10 <= 1'd0;
		core_control_keep11 <= 1'd0;
		core_tiles <= 16'd0;
		core_tiles_left <= 1'd0;
		core_cause0 <= 2'd0;
		core_cause1 <= 2'd0;
		core_cause2 <= 2'd0;
		core_captured <= 1'd0;
		core_count0 <= 1'd0;
		core_count1 <= 1'd0;
		core_count2 <= 1'd0;
		core_count3 <= 1'd0;
		core_count4 <= 1'd0;
		core_count5 <= 1'd0;
		core_count6 <= 1'd0;
		s_axil_rdata <= 32'd0;
		bridge_index <= 5'd0;
		bridge_known <= 1'd0;
		resetinserter_state <= 4'd0;
		control_state <= 3'd0;
		state <= 3'd0;
	end
end

(* no_rw_check = 1 *) reg [127:0] memory[0:127];
reg [6:0] memadr;
reg [127:0] memdat;
always @(posedge sys_clk) begin : mem_write_block
	if (core_descriptors_fifo_writer_we)
		memory[core_descriptors_fifo_writer_adr] <= core_descriptors_fifo_writer_dat_w;
	memadr <= core_descriptors_fifo_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_1
	memdat <= memory[core_descriptors_fifo_reader_adr];
end

assign core_descriptors_fifo_writer_dat_r = memory[memadr];
assign core_descriptors_fifo_reader_dat_r = memdat;

(* no_rw_check = 1 *) reg [127:0] queue[0:15];
reg [3:0] memadr_1;
always @(posedge sys_clk) begin : mem_write_block_2
	if (core_descriptors_fifo_tail_we)
		queue[core_descriptors_fifo_tail_adr] <= core_descriptors_fifo_tail_dat_w;
	memadr_1 <= core_descriptors_fifo_tail_adr;
end

always @(posedge sys_clk) begin : mem_write_block_3
end

assign core_descriptors_fifo_tail_dat_r = queue[memadr_1];
assign core_descriptors_fifo_head_dat_r = queue[core_descriptors_fifo_head_adr];

(* no_rw_check = 1 *) reg [127:0] memory_1[0:127];
reg [6:0] memadr_2;
reg [127:0] memdat_1;
always @(posedge sys_clk) begin : mem_write_block_4
	if (core_activations_fifo_writer_we)
		memory_1[core_activations_fifo_writer_adr] <= core_activations_fifo_writer_dat_w;
	memadr_2 <= core_activations_fifo_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_5
	memdat_1 <= memory_1[core_activations_fifo_reader_adr];
end

assign core_activations_fifo_writer_dat_r = memory_1[memadr_2];
assign core_activations_fifo_reader_dat_r = memdat_1;

(* no_rw_check = 1 *) reg [127:0] queue_1[0:15];
reg [3:0] memadr_3;
always @(posedge sys_clk) begin : mem_write_block_6
	if (core_activations_fifo_tail_we)
		queue_1[core_activations_fifo_tail_adr] <= core_activations_fifo_tail_dat_w;
	memadr_3 <= core_activations_fifo_tail_adr;
end

always @(posedge sys_clk) begin : mem_write_block_7
end

assign core_activations_fifo_tail_dat_r = queue_1[memadr_3];
assign core_activations_fifo_head_dat_r = queue_1[core_activations_fifo_head_adr];

(* no_rw_check = 1 *) reg [127:0] memory_2[0:127];
reg [6:0] memadr_4;
reg [127:0] memdat_2;
always @(posedge sys_clk) begin : mem_write_block_8
	if (core_reader_fifo_writer_we)
		memory_2[core_reader_fifo_writer_adr] <= core_reader_fifo_writer_dat_w;
	memadr_4 <= core_reader_fifo_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_9
	memdat_2 <= memory_2[core_reader_fifo_reader_adr];
end

assign core_reader_fifo_writer_dat_r = memory_2[memadr_4];
assign core_reader_fifo_reader_dat_r = memdat_2;

(* no_rw_check = 1 *) reg [127:0] queue_2[0:15];
reg [3:0] memadr_5;
always @(posedge sys_clk) begin : mem_write_block_10
	if (core_reader_fifo_tail_we)
		queue_2[core_reader_fifo_tail_adr] <= core_reader_fifo_tail_dat_w;
	memadr_5 <= core_reader_fifo_tail_adr;
end

always @(posedge sys_clk) begin : mem_write_block_11
end

assign core_reader_fifo_tail_dat_r = queue_2[memadr_5];
assign core_reader_fifo_head_dat_r = queue_2[core_reader_fifo_head_adr];

(* no_rw_check = 1 *) reg [129:0] storage[0:63];
reg [129:0] memdat_3;
always @(posedge sys_clk) begin : mem_write_block_12
	if (core_writer_fifo_wrport_we)
		storage[core_writer_fifo_wrport_adr] <= core_writer_fifo_wrport_dat_w;
	memdat_3 <= storage[core_writer_fifo_wrport_adr];
end

always @(posedge sys_clk) begin : mem_write_block_13
end

assign core_writer_fifo_wrport_dat_r = memdat_3;
assign core_writer_fifo_rdport_dat_r = storage[core_writer_fifo_rdport_adr];

(* no_rw_check = 1 *) reg [127:0] memory_3[0:7];
reg [2:0] memadr_6;
always @(posedge sys_clk) begin : mem_write_block_14
	if (core_datapath_datapath_replay_writer_we)
		memory_3[core_datapath_datapath_replay_writer_adr] <= core_datapath_datapath_replay_writer_dat_w;
	memadr_6 <= core_datapath_datapath_replay_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_15
end

assign core_datapath_datapath_replay_writer_dat_r = memory_3[memadr_6];
assign core_datapath_datapath_replay_reader_dat_r = memory_3[core_datapath_datapath_replay_reader_adr];

(* no_rw_check = 1 *) reg [127:0] store[0:7];
reg [2:0] memadr_7;
always @(posedge sys_clk) begin : mem_write_block_16
	if (core_datapath_datapath_scale_writer_we)
		store[core_datapath_datapath_scale_writer_adr] <= core_datapath_datapath_scale_writer_dat_w;
	memadr_7 <= core_datapath_datapath_scale_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_17
end

assign core_datapath_datapath_scale_writer_dat_r = store[memadr_7];
assign core_datapath_datapath_scale_reader_dat_r = store[core_datapath_datapath_scale_reader_adr];

(* no_rw_check = 1 *) reg [27:0] store_1[0:7];
reg [2:0] memadr_8;
always @(posedge sys_clk) begin : mem_write_block_18
	if (core_datapath_datapath_rowparameters0_first_writer_we)
		store_1[core_datapath_datapath_rowparameters0_first_writer_adr] <= core_datapath_datapath_rowparameters0_first_writer_dat_w;
	memadr_8 <= core_datapath_datapath_rowparameters0_first_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_19
end

assign core_datapath_datapath_rowparameters0_first_writer_dat_r = store_1[memadr_8];
assign core_datapath_datapath_rowparameters0_first_reader_dat_r = store_1[core_datapath_datapath_rowparameters0_first_reader_adr];

(* no_rw_check = 1 *) reg [22:0] store_2[0:7];
reg [2:0] memadr_9;
always @(posedge sys_clk) begin : mem_write_block_20
	if (core_datapath_datapath_rowparameters0_other_writer_we)
		store_2[core_datapath_datapath_rowparameters0_other_writer_adr] <= core_datapath_datapath_rowparameters0_other_writer_dat_w;
	memadr_9 <= core_datapath_datapath_rowparameters0_other_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_21
end

assign core_datapath_datapath_rowparameters0_other_writer_dat_r = store_2[memadr_9];
assign core_datapath_datapath_rowparameters0_other_reader_dat_r = store_2[core_datapath_datapath_rowparameters0_other_reader_adr];

(* no_rw_check = 1 *) reg [7:0] memory_4[0:31];
always @(posedge sys_clk) begin : mem_write_block_22
	if (core_datapath_datapath_lookuprow0_memory0_we)
		memory_4[core_datapath_datapath_lookuprow0_memory0_adr] <= core_datapath_datapath_lookuprow0_memory0_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory0_dat_r = memory_4[core_datapath_datapath_lookuprow0_memory0_adr];

(* no_rw_check = 1 *) reg [7:0] memory_5[0:31];
always @(posedge sys_clk) begin : mem_write_block_23
	if (core_datapath_datapath_lookuprow0_memory1_we)
		memory_5[core_datapath_datapath_lookuprow0_memory1_adr] <= core_datapath_datapath_lookuprow0_memory1_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory1_dat_r = memory_5[core_datapath_datapath_lookuprow0_memory1_adr];

(* no_rw_check = 1 *) reg [7:0] memory_6[0:31];
always @(posedge sys_clk) begin : mem_write_block_24
	if (core_datapath_datapath_lookuprow0_memory2_we)
		memory_6[core_datapath_datapath_lookuprow0_memory2_adr] <= core_datapath_datapath_lookuprow0_memory2_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory2_dat_r = memory_6[core_datapath_datapath_lookuprow0_memory2_adr];

(* no_rw_check = 1 *) reg [7:0] memory_7[0:31];
always @(posedge sys_clk) begin : mem_write_block_25
	if (core_datapath_datapath_lookuprow0_memory3_we)
		memory_7[core_datapath_datapath_lookuprow0_memory3_adr] <= core_datapath_datapath_lookuprow0_memory3_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory3_dat_r = memory_7[core_datapath_datapath_lookuprow0_memory3_adr];

(* no_rw_check = 1 *) reg [7:0] memory_8[0:31];
always @(posedge sys_clk) begin : mem_write_block_26
	if (core_datapath_datapath_lookuprow0_memory4_we)
		memory_8[core_datapath_datapath_lookuprow0_memory4_adr] <= core_datapath_datapath_lookuprow0_memory4_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory4_dat_r = memory_8[core_datapath_datapath_lookuprow0_memory4_adr];

(* no_rw_check = 1 *) reg [7:0] memory_9[0:31];
always @(posedge sys_clk) begin : mem_write_block_27
	if (core_datapath_datapath_lookuprow0_memory5_we)
		memory_9[core_datapath_datapath_lookuprow0_memory5_adr] <= core_datapath_datapath_lookuprow0_memory5_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory5_dat_r = memory_9[core_datapath_datapath_lookuprow0_memory5_adr];

(* no_rw_check = 1 *) reg [7:0] memory_10[0:31];
always @(posedge sys_clk) begin : mem_write_block_28
	if (core_datapath_datapath_lookuprow0_memory6_we)
		memory_10[core_datapath_datapath_lookuprow0_memory6_adr] <= core_datapath_datapath_lookuprow0_memory6_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory6_dat_r = memory_10[core_datapath_datapath_lookuprow0_memory6_adr];

(* no_rw_check = 1 *) reg [7:0] memory_11[0:31];
always @(posedge sys_clk) begin : mem_write_block_29
	if (core_datapath_datapath_lookuprow0_memory7_we)
		memory_11[core_datapath_datapath_lookuprow0_memory7_adr] <= core_datapath_datapath_lookuprow0_memory7_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory7_dat_r = memory_11[core_datapath_datapath_lookuprow0_memory7_adr];

(* no_rw_check = 1 *) reg [7:0] memory_12[0:31];
always @(posedge sys_clk) begin : mem_write_block_30
	if (core_datapath_datapath_lookuprow0_memory8_we)
		memory_12[core_datapath_datapath_lookuprow0_memory8_adr] <= core_datapath_datapath_lookuprow0_memory8_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory8_dat_r = memory_12[core_datapath_datapath_lookuprow0_memory8_adr];

(* no_rw_check = 1 *) reg [7:0] memory_13[0:31];
always @(posedge sys_clk) begin : mem_write_block_31
	if (core_datapath_datapath_lookuprow0_memory9_we)
		memory_13[core_datapath_datapath_lookuprow0_memory9_adr] <= core_datapath_datapath_lookuprow0_memory9_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory9_dat_r = memory_13[core_datapath_datapath_lookuprow0_memory9_adr];

(* no_rw_check = 1 *) reg [7:0] memory_14[0:31];
always @(posedge sys_clk) begin : mem_write_block_32
	if (core_datapath_datapath_lookuprow0_memory10_we)
		memory_14[core_datapath_datapath_lookuprow0_memory10_adr] <= core_datapath_datapath_lookuprow0_memory10_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory10_dat_r = memory_14[core_datapath_datapath_lookuprow0_memory10_adr];

(* no_rw_check = 1 *) reg [7:0] memory_15[0:31];
always @(posedge sys_clk) begin : mem_write_block_33
	if (core_datapath_datapath_lookuprow0_memory11_we)
		memory_15[core_datapath_datapath_lookuprow0_memory11_adr] <= core_datapath_datapath_lookuprow0_memory11_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory11_dat_r = memory_15[core_datapath_datapath_lookuprow0_memory11_adr];

(* no_rw_check = 1 *) reg [7:0] memory_16[0:31];
always @(posedge sys_clk) begin : mem_write_block_34
	if (core_datapath_datapath_lookuprow0_memory12_we)
		memory_16[core_datapath_datapath_lookuprow0_memory12_adr] <= core_datapath_datapath_lookuprow0_memory12_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory12_dat_r = memory_16[core_datapath_datapath_lookuprow0_memory12_adr];

(* no_rw_check = 1 *) reg [7:0] memory_17[0:31];
always @(posedge sys_clk) begin : mem_write_block_35
	if (core_datapath_datapath_lookuprow0_memory13_we)
		memory_17[core_datapath_datapath_lookuprow0_memory13_adr] <= core_datapath_datapath_lookuprow0_memory13_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory13_dat_r = memory_17[core_datapath_datapath_lookuprow0_memory13_adr];

(* no_rw_check = 1 *) reg [7:0] memory_18[0:31];
always @(posedge sys_clk) begin : mem_write_block_36
	if (core_datapath_datapath_lookuprow0_memory14_we)
		memory_18[core_datapath_datapath_lookuprow0_memory14_adr] <= core_datapath_datapath_lookuprow0_memory14_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory14_dat_r = memory_18[core_datapath_datapath_lookuprow0_memory14_adr];

(* no_rw_check = 1 *) reg [7:0] memory_19[0:31];
always @(posedge sys_clk) begin : mem_write_block_37
	if (core_datapath_datapath_lookuprow0_memory15_we)
		memory_19[core_datapath_datapath_lookuprow0_memory15_adr] <= core_datapath_datapath_lookuprow0_memory15_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory15_dat_r = memory_19[core_datapath_datapath_lookuprow0_memory15_adr];

(* no_rw_check = 1 *) reg [7:0] memory_20[0:31];
always @(posedge sys_clk) begin : mem_write_block_38
	if (core_datapath_datapath_lookuprow0_memory16_we)
		memory_20[core_datapath_datapath_lookuprow0_memory16_adr] <= core_datapath_datapath_lookuprow0_memory16_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory16_dat_r = memory_20[core_datapath_datapath_lookuprow0_memory16_adr];

(* no_rw_check = 1 *) reg [7:0] memory_21[0:31];
always @(posedge sys_clk) begin : mem_write_block_39
	if (core_datapath_datapath_lookuprow0_memory17_we)
		memory_21[core_datapath_datapath_lookuprow0_memory17_adr] <= core_datapath_datapath_lookuprow0_memory17_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory17_dat_r = memory_21[core_datapath_datapath_lookuprow0_memory17_adr];

(* no_rw_check = 1 *) reg [7:0] memory_22[0:31];
always @(posedge sys_clk) begin : mem_write_block_40
	if (core_datapath_datapath_lookuprow0_memory18_we)
		memory_22[core_datapath_datapath_lookuprow0_memory18_adr] <= core_datapath_datapath_lookuprow0_memory18_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory18_dat_r = memory_22[core_datapath_datapath_lookuprow0_memory18_adr];

(* no_rw_check = 1 *) reg [7:0] memory_23[0:31];
always @(posedge sys_clk) begin : mem_write_block_41
	if (core_datapath_datapath_lookuprow0_memory19_we)
		memory_23[core_datapath_datapath_lookuprow0_memory19_adr] <= core_datapath_datapath_lookuprow0_memory19_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory19_dat_r = memory_23[core_datapath_datapath_lookuprow0_memory19_adr];

(* no_rw_check = 1 *) reg [7:0] memory_24[0:31];
always @(posedge sys_clk) begin : mem_write_block_42
	if (core_datapath_datapath_lookuprow0_memory20_we)
		memory_24[core_datapath_datapath_lookuprow0_memory20_adr] <= core_datapath_datapath_lookuprow0_memory20_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory20_dat_r = memory_24[core_datapath_datapath_lookuprow0_memory20_adr];

(* no_rw_check = 1 *) reg [7:0] memory_25[0:31];
always @(posedge sys_clk) begin : mem_write_block_43
	if (core_datapath_datapath_lookuprow0_memory21_we)
		memory_25[core_datapath_datapath_lookuprow0_memory21_adr] <= core_datapath_datapath_lookuprow0_memory21_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory21_dat_r = memory_25[core_datapath_datapath_lookuprow0_memory21_adr];

(* no_rw_check = 1 *) reg [7:0] memory_26[0:31];
always @(posedge sys_clk) begin : mem_write_block_44
	if (core_datapath_datapath_lookuprow0_memory22_we)
		memory_26[core_datapath_datapath_lookuprow0_memory22_adr] <= core_datapath_datapath_lookuprow0_memory22_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory22_dat_r = memory_26[core_datapath_datapath_lookuprow0_memory22_adr];

(* no_rw_check = 1 *) reg [7:0] memory_27[0:31];
always @(posedge sys_clk) begin : mem_write_block_45
	if (core_datapath_datapath_lookuprow0_memory23_we)
		memory_27[core_datapath_datapath_lookuprow0_memory23_adr] <= core_datapath_datapath_lookuprow0_memory23_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory23_dat_r = memory_27[core_datapath_datapath_lookuprow0_memory23_adr];

(* no_rw_check = 1 *) reg [7:0] memory_28[0:31];
always @(posedge sys_clk) begin : mem_write_block_46
	if (core_datapath_datapath_lookuprow0_memory24_we)
		memory_28[core_datapath_datapath_lookuprow0_memory24_adr] <= core_datapath_datapath_lookuprow0_memory24_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory24_dat_r = memory_28[core_datapath_datapath_lookuprow0_memory24_adr];

(* no_rw_check = 1 *) reg [7:0] memory_29[0:31];
always @(posedge sys_clk) begin : mem_write_block_47
	if (core_datapath_datapath_lookuprow0_memory25_we)
		memory_29[core_datapath_datapath_lookuprow0_memory25_adr] <= core_datapath_datapath_lookuprow0_memory25_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory25_dat_r = memory_29[core_datapath_datapath_lookuprow0_memory25_adr];

(* no_rw_check = 1 *) reg [7:0] memory_30[0:31];
always @(posedge sys_clk) begin : mem_write_block_48
	if (core_datapath_datapath_lookuprow0_memory26_we)
		memory_30[core_datapath_datapath_lookuprow0_memory26_adr] <= core_datapath_datapath_lookuprow0_memory26_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory26_dat_r = memory_30[core_datapath_datapath_lookuprow0_memory26_adr];

(* no_rw_check = 1 *) reg [7:0] memory_31[0:31];
always @(posedge sys_clk) begin : mem_write_block_49
	if (core_datapath_datapath_lookuprow0_memory27_we)
		memory_31[core_datapath_datapath_lookuprow0_memory27_adr] <= core_datapath_datapath_lookuprow0_memory27_dat_w;
end

assign core_datapath_datapath_lookuprow0_memory27_dat_r = memory_31[core_datapath_datapath_lookuprow0_memory27_adr];

(* no_rw_check = 1 *) reg [31:0] memory_32[0:1023];
reg [31:0] memdat_4;
reg [31:0] memdat_5;
always @(posedge sys_clk) begin : mem_write_block_50
	memdat_4 <= memory_32[core_datapath_datapath_rowepilogue0_old_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_51
	if (core_datapath_datapath_rowepilogue0_old_writer_we)
		memory_32[core_datapath_datapath_rowepilogue0_old_writer_adr] <= core_datapath_datapath_rowepilogue0_old_writer_dat_w;
	memdat_5 <= memory_32[core_datapath_datapath_rowepilogue0_old_writer_adr];
end

assign core_datapath_datapath_rowepilogue0_old_reader_dat_r = memdat_4;
assign core_datapath_datapath_rowepilogue0_old_writer_dat_r = memdat_5;

(* no_rw_check = 1 *) reg [31:0] memory_33[0:1023];
reg [31:0] memdat_6;
reg [31:0] memdat_7;
always @(posedge sys_clk) begin : mem_write_block_52
	memdat_6 <= memory_33[core_datapath_datapath_rowepilogue0_ready_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_53
	if (core_datapath_datapath_rowepilogue0_ready_writer_we)
		memory_33[core_datapath_datapath_rowepilogue0_ready_writer_adr] <= core_datapath_datapath_rowepilogue0_ready_writer_dat_w;
	memdat_7 <= memory_33[core_datapath_datapath_rowepilogue0_ready_writer_adr];
end

assign core_datapath_datapath_rowepilogue0_ready_reader_dat_r = memdat_6;
assign core_datapath_datapath_rowepilogue0_ready_writer_dat_r = memdat_7;

(* no_rw_check = 1 *) reg [27:0] store_3[0:7];
reg [2:0] memadr_10;
always @(posedge sys_clk) begin : mem_write_block_54
	if (core_datapath_datapath_rowparameters1_first_writer_we)
		store_3[core_datapath_datapath_rowparameters1_first_writer_adr] <= core_datapath_datapath_rowparameters1_first_writer_dat_w;
	memadr_10 <= core_datapath_datapath_rowparameters1_first_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_55
end

assign core_datapath_datapath_rowparameters1_first_writer_dat_r = store_3[memadr_10];
assign core_datapath_datapath_rowparameters1_first_reader_dat_r = store_3[core_datapath_datapath_rowparameters1_first_reader_adr];

(* no_rw_check = 1 *) reg [22:0] store_4[0:7];
reg [2:0] memadr_11;
always @(posedge sys_clk) begin : mem_write_block_56
	if (core_datapath_datapath_rowparameters1_other_writer_we)
		store_4[core_datapath_datapath_rowparameters1_other_writer_adr] <= core_datapath_datapath_rowparameters1_other_writer_dat_w;
	memadr_11 <= core_datapath_datapath_rowparameters1_other_writer_adr;
end

always @(posedge sys_clk) begin : mem_write_block_57
end

assign core_datapath_datapath_rowparameters1_other_writer_dat_r = store_4[memadr_11];
assign core_datapath_datapath_rowparameters1_other_reader_dat_r = store_4[core_datapath_datapath_rowparameters1_other_reader_adr];

(* no_rw_check = 1 *) reg [7:0] memory_34[0:31];
always @(posedge sys_clk) begin : mem_write_block_58
	if (core_datapath_datapath_lookuprow1_memory28_we)
		memory_34[core_datapath_datapath_lookuprow1_memory28_adr] <= core_datapath_datapath_lookuprow1_memory28_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory28_dat_r = memory_34[core_datapath_datapath_lookuprow1_memory28_adr];

(* no_rw_check = 1 *) reg [7:0] memory_35[0:31];
always @(posedge sys_clk) begin : mem_write_block_59
	if (core_datapath_datapath_lookuprow1_memory29_we)
		memory_35[core_datapath_datapath_lookuprow1_memory29_adr] <= core_datapath_datapath_lookuprow1_memory29_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory29_dat_r = memory_35[core_datapath_datapath_lookuprow1_memory29_adr];

(* no_rw_check = 1 *) reg [7:0] memory_36[0:31];
always @(posedge sys_clk) begin : mem_write_block_60
	if (core_datapath_datapath_lookuprow1_memory30_we)
		memory_36[core_datapath_datapath_lookuprow1_memory30_adr] <= core_datapath_datapath_lookuprow1_memory30_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory30_dat_r = memory_36[core_datapath_datapath_lookuprow1_memory30_adr];

(* no_rw_check = 1 *) reg [7:0] memory_37[0:31];
always @(posedge sys_clk) begin : mem_write_block_61
	if (core_datapath_datapath_lookuprow1_memory31_we)
		memory_37[core_datapath_datapath_lookuprow1_memory31_adr] <= core_datapath_datapath_lookuprow1_memory31_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory31_dat_r = memory_37[core_datapath_datapath_lookuprow1_memory31_adr];

(* no_rw_check = 1 *) reg [7:0] memory_38[0:31];
always @(posedge sys_clk) begin : mem_write_block_62
	if (core_datapath_datapath_lookuprow1_memory32_we)
		memory_38[core_datapath_datapath_lookuprow1_memory32_adr] <= core_datapath_datapath_lookuprow1_memory32_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory32_dat_r = memory_38[core_datapath_datapath_lookuprow1_memory32_adr];

(* no_rw_check = 1 *) reg [7:0] memory_39[0:31];
always @(posedge sys_clk) begin : mem_write_block_63
	if (core_datapath_datapath_lookuprow1_memory33_we)
		memory_39[core_datapath_datapath_lookuprow1_memory33_adr] <= core_datapath_datapath_lookuprow1_memory33_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory33_dat_r = memory_39[core_datapath_datapath_lookuprow1_memory33_adr];

(* no_rw_check = 1 *) reg [7:0] memory_40[0:31];
always @(posedge sys_clk) begin : mem_write_block_64
	if (core_datapath_datapath_lookuprow1_memory34_we)
		memory_40[core_datapath_datapath_lookuprow1_memory34_adr] <= core_datapath_datapath_lookuprow1_memory34_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory34_dat_r = memory_40[core_datapath_datapath_lookuprow1_memory34_adr];

(* no_rw_check = 1 *) reg [7:0] memory_41[0:31];
always @(posedge sys_clk) begin : mem_write_block_65
	if (core_datapath_datapath_lookuprow1_memory35_we)
		memory_41[core_datapath_datapath_lookuprow1_memory35_adr] <= core_datapath_datapath_lookuprow1_memory35_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory35_dat_r = memory_41[core_datapath_datapath_lookuprow1_memory35_adr];

(* no_rw_check = 1 *) reg [7:0] memory_42[0:31];
always @(posedge sys_clk) begin : mem_write_block_66
	if (core_datapath_datapath_lookuprow1_memory36_we)
		memory_42[core_datapath_datapath_lookuprow1_memory36_adr] <= core_datapath_datapath_lookuprow1_memory36_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory36_dat_r = memory_42[core_datapath_datapath_lookuprow1_memory36_adr];

(* no_rw_check = 1 *) reg [7:0] memory_43[0:31];
always @(posedge sys_clk) begin : mem_write_block_67
	if (core_datapath_datapath_lookuprow1_memory37_we)
		memory_43[core_datapath_datapath_lookuprow1_memory37_adr] <= core_datapath_datapath_lookuprow1_memory37_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory37_dat_r = memory_43[core_datapath_datapath_lookuprow1_memory37_adr];

(* no_rw_check = 1 *) reg [7:0] memory_44[0:31];
always @(posedge sys_clk) begin : mem_write_block_68
	if (core_datapath_datapath_lookuprow1_memory38_we)
		memory_44[core_datapath_datapath_lookuprow1_memory38_adr] <= core_datapath_datapath_lookuprow1_memory38_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory38_dat_r = memory_44[core_datapath_datapath_lookuprow1_memory38_adr];

(* no_rw_check = 1 *) reg [7:0] memory_45[0:31];
always @(posedge sys_clk) begin : mem_write_block_69
	if (core_datapath_datapath_lookuprow1_memory39_we)
		memory_45[core_datapath_datapath_lookuprow1_memory39_adr] <= core_datapath_datapath_lookuprow1_memory39_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory39_dat_r = memory_45[core_datapath_datapath_lookuprow1_memory39_adr];

(* no_rw_check = 1 *) reg [7:0] memory_46[0:31];
always @(posedge sys_clk) begin : mem_write_block_70
	if (core_datapath_datapath_lookuprow1_memory40_we)
		memory_46[core_datapath_datapath_lookuprow1_memory40_adr] <= core_datapath_datapath_lookuprow1_memory40_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory40_dat_r = memory_46[core_datapath_datapath_lookuprow1_memory40_adr];

(* no_rw_check = 1 *) reg [7:0] memory_47[0:31];
always @(posedge sys_clk) begin : mem_write_block_71
	if (core_datapath_datapath_lookuprow1_memory41_we)
		memory_47[core_datapath_datapath_lookuprow1_memory41_adr] <= core_datapath_datapath_lookuprow1_memory41_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory41_dat_r = memory_47[core_datapath_datapath_lookuprow1_memory41_adr];

(* no_rw_check = 1 *) reg [7:0] memory_48[0:31];
always @(posedge sys_clk) begin : mem_write_block_72
	if (core_datapath_datapath_lookuprow1_memory42_we)
		memory_48[core_datapath_datapath_lookuprow1_memory42_adr] <= core_datapath_datapath_lookuprow1_memory42_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory42_dat_r = memory_48[core_datapath_datapath_lookuprow1_memory42_adr];

(* no_rw_check = 1 *) reg [7:0] memory_49[0:31];
always @(posedge sys_clk) begin : mem_write_block_73
	if (core_datapath_datapath_lookuprow1_memory43_we)
		memory_49[core_datapath_datapath_lookuprow1_memory43_adr] <= core_datapath_datapath_lookuprow1_memory43_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory43_dat_r = memory_49[core_datapath_datapath_lookuprow1_memory43_adr];

(* no_rw_check = 1 *) reg [7:0] memory_50[0:31];
always @(posedge sys_clk) begin : mem_write_block_74
	if (core_datapath_datapath_lookuprow1_memory44_we)
		memory_50[core_datapath_datapath_lookuprow1_memory44_adr] <= core_datapath_datapath_lookuprow1_memory44_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory44_dat_r = memory_50[core_datapath_datapath_lookuprow1_memory44_adr];

(* no_rw_check = 1 *) reg [7:0] memory_51[0:31];
always @(posedge sys_clk) begin : mem_write_block_75
	if (core_datapath_datapath_lookuprow1_memory45_we)
		memory_51[core_datapath_datapath_lookuprow1_memory45_adr] <= core_datapath_datapath_lookuprow1_memory45_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory45_dat_r = memory_51[core_datapath_datapath_lookuprow1_memory45_adr];

(* no_rw_check = 1 *) reg [7:0] memory_52[0:31];
always @(posedge sys_clk) begin : mem_write_block_76
	if (core_datapath_datapath_lookuprow1_memory46_we)
		memory_52[core_datapath_datapath_lookuprow1_memory46_adr] <= core_datapath_datapath_lookuprow1_memory46_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory46_dat_r = memory_52[core_datapath_datapath_lookuprow1_memory46_adr];

(* no_rw_check = 1 *) reg [7:0] memory_53[0:31];
always @(posedge sys_clk) begin : mem_write_block_77
	if (core_datapath_datapath_lookuprow1_memory47_we)
		memory_53[core_datapath_datapath_lookuprow1_memory47_adr] <= core_datapath_datapath_lookuprow1_memory47_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory47_dat_r = memory_53[core_datapath_datapath_lookuprow1_memory47_adr];

(* no_rw_check = 1 *) reg [7:0] memory_54[0:31];
always @(posedge sys_clk) begin : mem_write_block_78
	if (core_datapath_datapath_lookuprow1_memory48_we)
		memory_54[core_datapath_datapath_lookuprow1_memory48_adr] <= core_datapath_datapath_lookuprow1_memory48_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory48_dat_r = memory_54[core_datapath_datapath_lookuprow1_memory48_adr];

(* no_rw_check = 1 *) reg [7:0] memory_55[0:31];
always @(posedge sys_clk) begin : mem_write_block_79
	if (core_datapath_datapath_lookuprow1_memory49_we)
		memory_55[core_datapath_datapath_lookuprow1_memory49_adr] <= core_datapath_datapath_lookuprow1_memory49_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory49_dat_r = memory_55[core_datapath_datapath_lookuprow1_memory49_adr];

(* no_rw_check = 1 *) reg [7:0] memory_56[0:31];
always @(posedge sys_clk) begin : mem_write_block_80
	if (core_datapath_datapath_lookuprow1_memory50_we)
		memory_56[core_datapath_datapath_lookuprow1_memory50_adr] <= core_datapath_datapath_lookuprow1_memory50_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory50_dat_r = memory_56[core_datapath_datapath_lookuprow1_memory50_adr];

(* no_rw_check = 1 *) reg [7:0] memory_57[0:31];
always @(posedge sys_clk) begin : mem_write_block_81
	if (core_datapath_datapath_lookuprow1_memory51_we)
		memory_57[core_datapath_datapath_lookuprow1_memory51_adr] <= core_datapath_datapath_lookuprow1_memory51_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory51_dat_r = memory_57[core_datapath_datapath_lookuprow1_memory51_adr];

(* no_rw_check = 1 *) reg [7:0] memory_58[0:31];
always @(posedge sys_clk) begin : mem_write_block_82
	if (core_datapath_datapath_lookuprow1_memory52_we)
		memory_58[core_datapath_datapath_lookuprow1_memory52_adr] <= core_datapath_datapath_lookuprow1_memory52_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory52_dat_r = memory_58[core_datapath_datapath_lookuprow1_memory52_adr];

(* no_rw_check = 1 *) reg [7:0] memory_59[0:31];
always @(posedge sys_clk) begin : mem_write_block_83
	if (core_datapath_datapath_lookuprow1_memory53_we)
		memory_59[core_datapath_datapath_lookuprow1_memory53_adr] <= core_datapath_datapath_lookuprow1_memory53_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory53_dat_r = memory_59[core_datapath_datapath_lookuprow1_memory53_adr];

(* no_rw_check = 1 *) reg [7:0] memory_60[0:31];
always @(posedge sys_clk) begin : mem_write_block_84
	if (core_datapath_datapath_lookuprow1_memory54_we)
		memory_60[core_datapath_datapath_lookuprow1_memory54_adr] <= core_datapath_datapath_lookuprow1_memory54_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory54_dat_r = memory_60[core_datapath_datapath_lookuprow1_memory54_adr];

(* no_rw_check = 1 *) reg [7:0] memory_61[0:31];
always @(posedge sys_clk) begin : mem_write_block_85
	if (core_datapath_datapath_lookuprow1_memory55_we)
		memory_61[core_datapath_datapath_lookuprow1_memory55_adr] <= core_datapath_datapath_lookuprow1_memory55_dat_w;
end

assign core_datapath_datapath_lookuprow1_memory55_dat_r = memory_61[core_datapath_datapath_lookuprow1_memory55_adr];

(* no_rw_check = 1 *) reg [31:0] memory_62[0:1023];
reg [31:0] memdat_8;
reg [31:0] memdat_9;
always @(posedge sys_clk) begin : mem_write_block_86
	memdat_8 <= memory_62[core_datapath_datapath_rowepilogue1_old_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_87
	if (core_datapath_datapath_rowepilogue1_old_writer_we)
		memory_62[core_datapath_datapath_rowepilogue1_old_writer_adr] <= core_datapath_datapath_rowepilogue1_old_writer_dat_w;
	memdat_9 <= memory_62[core_datapath_datapath_rowepilogue1_old_writer_adr];
end

assign core_datapath_datapath_rowepilogue1_old_reader_dat_r = memdat_8;
assign core_datapath_datapath_rowepilogue1_old_writer_dat_r = memdat_9;

(* no_rw_check = 1 *) reg [31:0] memory_63[0:1023];
reg [31:0] memdat_10;
reg [31:0] memdat_11;
always @(posedge sys_clk) begin : mem_write_block_88
	memdat_10 <= memory_63[core_datapath_datapath_rowepilogue1_ready_reader_adr];
end

always @(posedge sys_clk) begin : mem_write_block_89
	if (core_datapath_datapath_rowepilogue1_ready_writer_we)
		memory_63[core_datapath_datapath_rowepilogue1_ready_writer_adr] <= core_datapath_datapath_rowepilogue1_ready_writer_dat_w;
	memdat_11 <= memory_63[core_datapath_datapath_rowepilogue1_ready_writer_adr];
end

assign core_datapath_datapath_rowepilogue1_ready_reader_dat_r = memdat_10;
assign core_datapath_datapath_rowepilogue1_ready_writer_dat_r = memdat_11;

endmodule

