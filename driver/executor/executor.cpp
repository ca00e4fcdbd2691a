// The library's functions, for runner.py: no exception leaves them, errors are texts.

#include "program.cpp"

#if defined(_WIN32)
#define LUTCORE_API extern "C" __declspec(dllexport)
#else
#define LUTCORE_API extern "C" __attribute__((visibility("default")))
#endif

using namespace lutcore;

namespace {

void tell(char* text, size_t size, const char* what) { snprintf(text, size, "%s", what); }

// f(), whose faults become a text. Returns whether there was none.
template <typename F>
bool guarded(char* text, size_t size, const F& f) {
    try {
        f();
        return true;
    } catch (const std::bad_alloc&) {
        tell(text, size, "no memory");
    } catch (const std::exception& error) {
        tell(text, size, error.what());
    }
    return false;
}

}  // namespace

LUTCORE_API Threads* lutcore_threads_new(int count, char* text, size_t size) {
    Threads* threads = nullptr;
    guarded(text, size, [&] { threads = new Threads(count); });
    return threads;
}
LUTCORE_API void lutcore_threads_free(Threads* threads) { delete threads; }

LUTCORE_API Memory* lutcore_memory_new() { return new (std::nothrow) Memory(); }
LUTCORE_API void lutcore_memory_free(Memory* memory) { delete memory; }
LUTCORE_API void lutcore_memory_add(Memory* memory, uint64_t address, uint8_t* host,
                                    uint64_t nbytes) {
    memory->add(address, host, nbytes);
}
LUTCORE_API void lutcore_memory_remove(Memory* memory, uint64_t address) {
    memory->remove(address);
}
LUTCORE_API uint64_t lutcore_memory_weights(const Memory* memory) { return memory->weight_bytes(); }

LUTCORE_API Program* lutcore_program_new(Memory* memory, const Sizes* sizes, const uint8_t* data,
                                         size_t nbytes, const uint8_t* rung, char* text,
                                         size_t size) {
    Program* program = nullptr;
    guarded(text, size, [&] { program = new Program(*memory, *sizes, data, nbytes, rung); });
    return program;
}
LUTCORE_API void lutcore_program_seconds(const Program* program, double* seconds) {
    std::copy_n(program->seconds(), 4, seconds);
}
LUTCORE_API int lutcore_program_choose(Program* program, int each, uint32_t expert, char* text,
                                       size_t size) {
    return guarded(text, size, [&] { program->choose(each, expert); });
}
LUTCORE_API void lutcore_program_chosen(const Program* program, uint8_t* ran) {
    program->chosen(ran);
}
LUTCORE_API void lutcore_program_free(Program* program) { delete program; }
LUTCORE_API void lutcore_program_run(Program* program, Threads* threads, int first, int last,
                                     const TableRow* rows, uint32_t count, Error* error) {
    error->instruction = -1;
    if (!guarded(error->text, sizeof error->text,
                 [&] { program->run(*threads, first, last, rows, count, error); }))
        error->code = 1;
}

LUTCORE_API void lutcore_program_resume(Program* program, Threads* threads, const TableRow* rows,
                                        Error* error) {
    error->instruction = -1;
    if (!guarded(error->text, sizeof error->text,
                 [&] { program->resume(*threads, rows, error); }))
        error->code = 1;
}
LUTCORE_API int lutcore_program_ring_with(Program* program, Engine* engine,
                                          const Section* sections, size_t count,
                                          const Claim* claims, size_t claim_count, char* text,
                                          size_t size) {
    return guarded(text, size, [&] {
        program->ring_with(engine, {sections, sections + count}, {claims, claims + claim_count});
    });
}

LUTCORE_API Weights* lutcore_weights_new(const Sizes* sizes, const uint32_t* d,
                                         const uint8_t* stream, char* text, size_t size) {
    Weights* weights = nullptr;
    guarded(text, size, [&] {
        Lmma lmma{d[0], d[1], d[2], 0, d[3], 1, d[4], d[5], d[6], 0, 0, 0, d[7], 0, 0, d[8]};
        weights = new Weights(lmma, *sizes, stream);
    });
    return weights;
}
LUTCORE_API void lutcore_weights_free(Weights* weights) { delete weights; }
LUTCORE_API uint64_t lutcore_weights_bytes(const Weights* weights) { return weights->nbytes(); }

// acc int32 [columns][rows] from mantissas int32 [rows][slices][inputs], sums [rows][slices][8] and
// shifts [rows][slices]. Returns 1; 2 if these do not keep the contract's bounds; 0 with a text.
LUTCORE_API int lutcore_products(const Weights* weights, const Sizes* sizes, Threads* threads,
                                 const int32_t* mantissa, const int32_t* sums, const int32_t* shift,
                                 int rows, int32_t* acc, char* text, size_t size) {
    bool fits = true;
    bool done = guarded(text, size, [&] {
        const Weights& w = *weights;
        const Cut cut(*sizes, w.ternary);
        fits = Quantised::fits(cut, rows, w.slices, mantissa, sums, shift);
        if (!fits) return;
        Quantised q(cut, rows, w.slices * cut.inputs, sizes->entry_limit < 1 << 14);
        q.take(mantissa, sums, shift);
        std::vector<Panel::Source> sources;
        for (int r = 0; r < rows; r++) sources.push_back({&q, r});
        Panel panel;
        panel.set(sources);
        const Panel::Constants& constants = panel.constants(Kind::of(w));
        Array<int32_t> out((size_t)rows * (size_t)w.tiles * LANES);
        std::vector<int32_t*> heads;
        for (int r = 0; r < rows; r++)
            heads.push_back(out.data() + (size_t)r * (size_t)w.tiles * LANES);
        threads->run([&] {
            threads->parallel((uint32_t)panel.blocks.size(), [&](uint32_t b, int) {
                panel.fill(b);
            });
            const int step = std::max(1, w.tiles / (8 * threads->count()));
            threads->parallel((uint32_t)((w.tiles + step - 1) / step), [&](uint32_t piece, int) {
                int at = (int)piece * step;
                multiply(w, panel, constants, at, std::min(at + step, w.tiles), 0,
                         panel.blocks.size(), heads.data());
            });
        });
        for (int n = 0; n < w.columns; n++)
            for (int r = 0; r < rows; r++)
                acc[(size_t)n * (size_t)rows + (size_t)r] =
                    out[(size_t)r * (size_t)w.tiles * LANES + (size_t)n];
    });
    return !done ? 0 : fits ? 1 : 2;
}

// The registers that hold sixteen lanes, for messages and tests.
LUTCORE_API int lutcore_native_bytes() { return NATIVE; }
