// Runs token programs from a file with the executor's library, on machines without Python.
//
//     foreign CASES RESULTS [REPEATS]
//
// Every program runs REPEATS times, or once.
//
// CASES is a sequence of little-endian 32-bit words and bytes; every part is padded to 8 bytes.
//
//     number of cases, then for every case:
//     sizes [13] (geometry.h), first, last, threads, number of regions
//     program: bytes, then the bytes; which instructions an engine runs, a byte each: how many, 0 if
//     there is no engine, then the bytes; table of rows: rows, then [rows][4]
//     for every region: address, bytes, then the bytes
//
// RESULTS has for every case: error code, instruction, row, column; 400 bytes of text; then the bytes
// of every region. test_foreign.py writes the one and reads the other.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

extern "C" {
void* lutcore_threads_new(int, char*, size_t);
void lutcore_threads_free(void*);
void* lutcore_memory_new();
void lutcore_memory_free(void*);
void lutcore_memory_add(void*, uint64_t, uint8_t*, uint64_t);
void* lutcore_program_new(void*, const void*, const uint8_t*, size_t, const uint8_t*, char*,
                          size_t);
void lutcore_program_free(void*);
void lutcore_program_run(void*, void*, int, int, const void*, uint32_t, void*);
int lutcore_native_bytes();
}

namespace {

constexpr size_t TEXT = 400;

struct Error {                          // of program.h
    int32_t code, instruction, row, column;
    float value;
    char text[TEXT];
};

void leave(const char* why) {
    fprintf(stderr, "foreign: %s\n", why);
    exit(1);
}

class Reader {
public:
    explicit Reader(const char* path) {
        FILE* file = fopen(path, "rb");
        if (!file) leave("the cases cannot be read");
        uint8_t part[1 << 16];
        for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
            data_.insert(data_.end(), part, part + n);
        fclose(file);
    }
    uint8_t* bytes(size_t count) {
        if (count > data_.size() - at_) leave("the cases end too early");
        uint8_t* here = data_.data() + at_;
        at_ += (count + 7) / 8 * 8;
        return here;
    }
    uint32_t word() {
        uint32_t x;
        memcpy(&x, bytes(4), 4);
        return x;
    }

private:
    std::vector<uint8_t> data_;
    size_t at_ = 0;
};

// Memory of a region: 16 bytes behind a multiple of 64, as badly as numpy aligns.
class Region {
public:
    Region(uint32_t address_, const uint8_t* from, size_t count)
        : address(address_), size(count), raw_(count + 128) {
        data = (uint8_t*)(((uintptr_t)raw_.data() + 63) & ~(uintptr_t)63) + 16;
        memcpy(data, from, count);
    }
    uint32_t address;
    uint8_t* data;
    size_t size;

private:
    std::vector<uint8_t> raw_;
};

void run(Reader& in, FILE* out, int repeats) {
    std::vector<int32_t> sizes(in.word());      // `Sizes`, of geometry.h
    for (int32_t& x : sizes) x = (int32_t)in.word();
    int32_t first, last, workers, buffers;
    for (int32_t* x : {&first, &last, &workers, &buffers}) *x = (int32_t)in.word();
    const uint32_t nbytes = in.word();
    const uint8_t* program = in.bytes(nbytes);
    const uint32_t count = in.word();
    const uint8_t* rung = count ? in.bytes(count) : nullptr;
    const uint32_t rows = in.word();
    const uint8_t* table = in.bytes(16 * (size_t)rows);
    Error error{};
    void* memory = lutcore_memory_new();
    void* threads = lutcore_threads_new(workers, error.text, TEXT);
    std::vector<Region> regions;
    regions.reserve((size_t)buffers);  // they must not move
    for (int32_t i = 0; i < buffers; i++) {
        const uint32_t address = in.word(), size = in.word();
        regions.emplace_back(address, in.bytes(size), size);
        lutcore_memory_add(memory, address, regions.back().data, size);
    }
    void* linked = lutcore_program_new(memory, sizes.data(), program, nbytes, rung, error.text,
                                       TEXT);
    error.code = linked ? 0 : 1;
    for (int i = 0; linked && i < repeats; i++)
        lutcore_program_run(linked, threads, first, last, table, rows, &error);
    if (linked) lutcore_program_free(linked);
    lutcore_threads_free(threads);
    lutcore_memory_free(memory);
    fwrite(&error, 4, 4, out);
    fwrite(error.text, 1, TEXT, out);
    for (const Region& r : regions) fwrite(r.data, 1, r.size, out);
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) leave("usage: foreign CASES RESULTS [REPEATS]");
    const int repeats = count > 3 ? atoi(words[3]) : 1;
    Reader in(words[1]);
    FILE* out = fopen(words[2], "wb");
    if (!out) leave("the results cannot be written");
    const uint32_t cases = in.word();
    for (uint32_t i = 0; i < cases; i++) run(in, out, repeats);
    if (fclose(out)) leave("the results cannot be written");
    printf("%u cases, registers of %d bytes\n", cases, lutcore_native_bytes());
}
