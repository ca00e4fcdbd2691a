// Sixteen lanes of int32 or float32, in as many of the processor's registers as they need.
//
// Sixteen is the contract's number of partial sums and the number of columns of a tile of weights.
// Everything is written with the vector extensions of GCC and Clang; intrinsics stand only where a
// processor has an instruction that the extensions cannot name, with a plain version beside them.

#pragma once

#include <cstdint>
#include <cstring>

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#if !defined(__SSE2__) && !defined(__ARM_NEON) && !defined(__ALTIVEC__)
#error "vectors.h needs vector registers (SSE2, NEON or AltiVec): without, compiling takes 2 GB"
#endif

namespace lutcore {

constexpr int LANES = 16;

#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512VL__) && defined(__AVX512DQ__)
#define LUTCORE_AVX512 1
constexpr int NATIVE = 64;              // bytes of a register
#elif defined(__AVX2__)
constexpr int NATIVE = 32;
#else
#define LUTCORE_NARROW 1
constexpr int NATIVE = 16;
#endif
#if defined(LUTCORE_AVX512) && defined(__AVX512VNNI__)
#define LUTCORE_VNNI 1
#endif

#if defined(LUTCORE_AVX512) || defined(__aarch64__)
#define LUTCORE_REGISTERS 32
#else
#define LUTCORE_REGISTERS 16
#endif

constexpr int PARTS = 4 * LANES / NATIVE;       // registers of sixteen lanes
constexpr int EACH  = NATIVE / 4;               // lanes of a register

typedef int32_t NativeInts __attribute__((vector_size(NATIVE)));
typedef float NativeFloats __attribute__((vector_size(NATIVE)));
typedef int32_t LooseInts __attribute__((vector_size(NATIVE), aligned(1), may_alias));
typedef float LooseFloats __attribute__((vector_size(NATIVE), aligned(1), may_alias));

#define INLINE inline __attribute__((always_inline))
#define PARTWISE _Pragma("GCC unroll 4") for (int k = 0; k < PARTS; k++)

// Loops over words of codes. Where sixteen lanes take four registers, one word is code enough: more
// costs the compiler minutes and half a gigabyte.
#if defined(LUTCORE_NARROW)
#define UNROLL_WORDS _Pragma("GCC unroll 1")
#else
#define UNROLL_WORDS _Pragma("GCC unroll 16")
#endif

struct Ints { NativeInts p[PARTS]; };
struct Floats { NativeFloats p[PARTS]; };

INLINE Ints splat(int32_t x) { Ints y; PARTWISE y.p[k] = x - NativeInts{}; return y; }
INLINE Floats splat(float x) {
    Floats y;
    PARTWISE y.p[k] = x - NativeFloats{};
    return y;
}
INLINE Ints load_ints(const void* at) {
    Ints y;
    PARTWISE y.p[k] = reinterpret_cast<const LooseInts*>(at)[k];
    return y;
}
INLINE Floats load_floats(const void* at) {
    Floats y;
    PARTWISE y.p[k] = reinterpret_cast<const LooseFloats*>(at)[k];
    return y;
}
INLINE void store(void* at, Ints x) { PARTWISE reinterpret_cast<LooseInts*>(at)[k] = x.p[k]; }
INLINE void store(void* at, Floats x) { PARTWISE reinterpret_cast<LooseFloats*>(at)[k] = x.p[k]; }

// Arithmetic of one register. NEON of ARMv7 counts subnormals as zero, as the contract allows; GCC
// does not use it for floats by itself.
#if defined(__ARM_NEON) && !defined(__aarch64__)
INLINE NativeFloats plus(NativeFloats a, NativeFloats b) {
    return (NativeFloats)vaddq_f32((float32x4_t)a, (float32x4_t)b);
}
INLINE NativeFloats minus(NativeFloats a, NativeFloats b) {
    return (NativeFloats)vsubq_f32((float32x4_t)a, (float32x4_t)b);
}
INLINE NativeFloats times(NativeFloats a, NativeFloats b) {
    return (NativeFloats)vmulq_f32((float32x4_t)a, (float32x4_t)b);
}
INLINE NativeInts below(NativeFloats a, NativeFloats b) {
    return (NativeInts)vcltq_f32((float32x4_t)a, (float32x4_t)b);
}
INLINE NativeInts is_nan(NativeFloats a) {
    return (NativeInts)vmvnq_u32(vceqq_f32((float32x4_t)a, (float32x4_t)a));
}
#else
INLINE NativeFloats plus(NativeFloats a, NativeFloats b) { return a + b; }
INLINE NativeFloats minus(NativeFloats a, NativeFloats b) { return a - b; }
INLINE NativeFloats times(NativeFloats a, NativeFloats b) { return a * b; }
INLINE NativeInts below(NativeFloats a, NativeFloats b) { return a < b; }
INLINE NativeInts is_nan(NativeFloats a) { return a != a; }
#endif
INLINE NativeInts plus(NativeInts a, NativeInts b) { return a + b; }

#define LANEWISE(Type, op) \
    INLINE Type operator op(Type a, Type b) { PARTWISE a.p[k] = a.p[k] op b.p[k]; return a; }
LANEWISE(Ints, +) LANEWISE(Ints, -) LANEWISE(Ints, *) LANEWISE(Ints, &) LANEWISE(Ints, |)
LANEWISE(Ints, >>) LANEWISE(Ints, <<)
#undef LANEWISE

INLINE Floats operator+(Floats a, Floats b) { PARTWISE a.p[k] = plus(a.p[k], b.p[k]); return a; }
INLINE Floats operator-(Floats a, Floats b) { PARTWISE a.p[k] = minus(a.p[k], b.p[k]); return a; }
INLINE Floats operator*(Floats a, Floats b) { PARTWISE a.p[k] = times(a.p[k], b.p[k]); return a; }

INLINE Ints operator>>(Ints a, int by) { PARTWISE a.p[k] = a.p[k] >> by; return a; }
INLINE Ints operator<<(Ints a, int by) { PARTWISE a.p[k] = a.p[k] << by; return a; }

// Masks are Ints of 0 and -1.
INLINE Ints less(Floats a, Floats b) {
    Ints y;
    PARTWISE y.p[k] = below(a.p[k], b.p[k]);
    return y;
}
INLINE Ints unordered(Floats a) { Ints y; PARTWISE y.p[k] = is_nan(a.p[k]); return y; }
INLINE Floats choose(Ints mask, Floats a, Floats b) {
    PARTWISE a.p[k] = mask.p[k] ? a.p[k] : b.p[k];
    return a;
}
INLINE Ints bits(Floats x) { Ints y; PARTWISE y.p[k] = (NativeInts)x.p[k]; return y; }
INLINE Floats floats(Ints x) { Floats y; PARTWISE y.p[k] = (NativeFloats)x.p[k]; return y; }
INLINE Floats convert(Ints x) {
    Floats y;
    PARTWISE y.p[k] = __builtin_convertvector(x.p[k], NativeFloats);
    return y;
}
INLINE Floats absolute(Floats x) { return floats(bits(x) & splat(0x7FFFFFFF)); }

// The sum of sixteen lanes.
INLINE int32_t lanes_total(Ints x) {
    NativeInts s = x.p[0];
    for (int k = 1; k < PARTS; k++) s += x.p[k];
#if defined(LUTCORE_AVX512)
    return _mm512_reduce_add_epi32((__m512i)s);
#elif defined(__AVX2__)
    __m128i t = _mm_add_epi32(_mm256_castsi256_si128((__m256i)s),
                              _mm256_extracti128_si256((__m256i)s, 1));
    t = _mm_add_epi32(t, _mm_shuffle_epi32(t, 0x4E));
    return _mm_cvtsi128_si32(_mm_add_epi32(t, _mm_shuffle_epi32(t, 0xB1)));
#elif defined(__aarch64__)
    return vaddvq_s32((int32x4_t)s);
#else
    return (s[0] + s[1]) + (s[2] + s[3]);
#endif
}

// The larger of two, NaN if either is.
INLINE Floats larger(Floats a, Floats b) {
    PARTWISE a.p[k] = (below(b.p[k], a.p[k]) | is_nan(a.p[k])) ? a.p[k] : b.p[k];
    return a;
}
INLINE float larger(float a, float b) { return a > b || a != a ? a : b; }

// acc + the sum of two products of int16 in every lane.
INLINE Ints dot_pairs(Ints acc, Ints a, Ints b) {
#if defined(LUTCORE_VNNI)
    acc.p[0] = (NativeInts)_mm512_dpwssd_epi32((__m512i)acc.p[0], (__m512i)a.p[0], (__m512i)b.p[0]);
#elif defined(LUTCORE_AVX512)
    acc.p[0] += (NativeInts)_mm512_madd_epi16((__m512i)a.p[0], (__m512i)b.p[0]);
#elif defined(__AVX2__)
    PARTWISE acc.p[k] += (NativeInts)_mm256_madd_epi16((__m256i)a.p[k], (__m256i)b.p[k]);
#elif defined(__SSE2__)
    PARTWISE acc.p[k] += (NativeInts)_mm_madd_epi16((__m128i)a.p[k], (__m128i)b.p[k]);
#elif defined(__ARM_NEON)
    PARTWISE {
        const int16x8_t x = (int16x8_t)a.p[k], y = (int16x8_t)b.p[k];
        const int32x4_t low = vmull_s16(vget_low_s16(x), vget_low_s16(y));
        const int32x4_t high = vmull_s16(vget_high_s16(x), vget_high_s16(y));
#if defined(__aarch64__)
        acc.p[k] += (NativeInts)vpaddq_s32(low, high);
#else
        acc.p[k] += (NativeInts)vcombine_s32(vpadd_s32(vget_low_s32(low), vget_high_s32(low)),
                                             vpadd_s32(vget_low_s32(high), vget_high_s32(high)));
#endif
    }
#else
    PARTWISE acc.p[k] += ((a.p[k] << 16) >> 16) * ((b.p[k] << 16) >> 16)
                       + (a.p[k] >> 16) * (b.p[k] >> 16);
#endif
    return acc;
}

// As dot_pairs, but a product may be added to any lane: for the sum of all.
INLINE Ints dot_any(Ints acc, Ints a, Ints b) {
#if defined(__ARM_NEON)
    PARTWISE {
        const int16x8_t x = (int16x8_t)a.p[k], y = (int16x8_t)b.p[k];
        const int32x4_t low = vmlal_s16((int32x4_t)acc.p[k], vget_low_s16(x), vget_low_s16(y));
        acc.p[k] = (NativeInts)vmlal_s16(low, vget_high_s16(x), vget_high_s16(y));
    }
    return acc;
#else
    return dot_pairs(acc, a, b);
#endif
}

// Sums of dot_pairs. NEON keeps both products of a pair apart until sum_of adds them.
#if defined(__ARM_NEON)
struct PairSums { int32x4_t low[PARTS], high[PARTS]; };
INLINE PairSums dot_pairs(PairSums acc, Ints a, Ints b) {
    PARTWISE {
        const int16x8_t x = (int16x8_t)a.p[k], y = (int16x8_t)b.p[k];
        acc.low[k] = vmlal_s16(acc.low[k], vget_low_s16(x), vget_low_s16(y));
        acc.high[k] = vmlal_s16(acc.high[k], vget_high_s16(x), vget_high_s16(y));
    }
    return acc;
}
INLINE Ints sum_of(PairSums x) {
    Ints y;
    PARTWISE {
#if defined(__aarch64__)
        y.p[k] = (NativeInts)vpaddq_s32(x.low[k], x.high[k]);
#else
        y.p[k] = (NativeInts)vcombine_s32(
            vpadd_s32(vget_low_s32(x.low[k]), vget_high_s32(x.low[k])),
            vpadd_s32(vget_low_s32(x.high[k]), vget_high_s32(x.high[k])));
#endif
    }
    return y;
}
#else
typedef Ints PairSums;
INLINE Ints sum_of(Ints x) { return x; }
#endif

#if defined(LUTCORE_VNNI)
// acc + the sum of four products of uint8 (a) and int8 (b) in every lane.
INLINE Ints dot_bytes(Ints acc, Ints a, Ints b) {
    acc.p[0] = (NativeInts)_mm512_dpbusd_epi32((__m512i)acc.p[0], (__m512i)a.p[0], (__m512i)b.p[0]);
    return acc;
}
#endif

// int16 pairs in every lane from 32 signed bytes: element i goes to half i % 2 of lane i / 2.
INLINE Ints widen_bytes(const int8_t* at) {
    Ints y;
#if defined(LUTCORE_AVX512)
    y.p[0] = (NativeInts)_mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i*)at));
#elif defined(__AVX2__)
    PARTWISE y.p[k] = (NativeInts)_mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i*)at + k));
#elif defined(__ARM_NEON)
    for (int k = 0; k < PARTS; k += 2) {
        const int8x16_t x = vld1q_s8(at + 8 * k);
        y.p[k] = (NativeInts)vmovl_s8(vget_low_s8(x));
        y.p[k + 1] = (NativeInts)vmovl_s8(vget_high_s8(x));
    }
#else
    int16_t wide[2 * LANES];
    for (int i = 0; i < 2 * LANES; i++) wide[i] = at[i];
    y = load_ints(wide);
#endif
    return y;
}

// The low halves of sixteen lanes.
INLINE void store_shorts(int16_t* at, Ints x) {
    typedef int16_t Shorts __attribute__((vector_size(NATIVE / 2)));
    PARTWISE {
        const Shorts y = __builtin_convertvector(x.p[k], Shorts);
        memcpy(at + EACH * k, &y, sizeof y);
    }
}

// float16 --------------------------------------------------------------------------------------

INLINE uint32_t bits_of(float x) { uint32_t y; memcpy(&y, &x, 4); return y; }
INLINE float float_of(uint32_t x) { float y; memcpy(&y, &x, 4); return y; }

inline float half_to_float(uint16_t half) {
    uint32_t sign = (uint32_t)(half & 0x8000) << 16, rest = half & 0x7FFF;
    if (rest >= 0x7C00) return float_of(sign | 0x7F800000 | (rest & 0x3FF) << 13);
    if (rest >= 0x0400) return float_of(sign | ((rest << 13) + (112u << 23)));
    float tiny = (float)rest * 0x1p-24f;
    return float_of(sign | bits_of(tiny));
}

inline uint16_t float_to_half(float x) {        // to nearest even
    uint32_t all = bits_of(x), sign = all >> 16 & 0x8000, rest = all & 0x7FFFFFFF;
    if (rest > 0x7F800000) return (uint16_t)(sign | 0x7E00);
    if (rest >= 0x47800000) return (uint16_t)(sign | 0x7C00);
    if (rest < 0x38800000) {                    // subnormal: the addition rounds at bit 2**-24
        float shifted = float_of(rest) + 0.5f;
        return (uint16_t)(sign | (bits_of(shifted) - 0x3F000000));
    }
    uint32_t odd = rest >> 13 & 1;
    return (uint16_t)(sign | ((rest - (112u << 23) + 0xFFF + odd) >> 13));
}

INLINE Floats load_halves(const void* at) {
    Floats y;
#if defined(LUTCORE_AVX512)
    y.p[0] = (NativeFloats)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i*)at));
#elif defined(__AVX2__) && defined(__F16C__)
    PARTWISE y.p[k] = (NativeFloats)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i*)at + k));
#elif defined(__aarch64__)
    PARTWISE y.p[k] = (NativeFloats)vcvt_f32_f16(vreinterpret_f16_u16(
        vld1_u16(reinterpret_cast<const uint16_t*>(at) + 4 * k)));
#else
    typedef uint16_t Halves __attribute__((vector_size(NATIVE / 2)));
    PARTWISE {
        Halves h;
        memcpy(&h, reinterpret_cast<const uint8_t*>(at) + NATIVE / 2 * k, sizeof h);
        const NativeInts all = __builtin_convertvector(h, NativeInts), rest = all & 0x7FFF;
        const NativeInts normal = (rest << 13) + (112 << 23);
        const NativeInts small = (NativeInts)__builtin_convertvector(rest, NativeFloats)
                                 - (24 << 23);      // rest * 2**-24
        NativeInts x = rest < 0x0400 ? small : normal;
        x = rest >= 0x7C00 ? normal + (112 << 23) : x;
        x = rest == 0 ? rest : x;
        y.p[k] = (NativeFloats)(x | (all & 0x8000) << 16);
    }
#endif
    return y;
}

INLINE void store_halves(void* at, Floats x) {
#if defined(LUTCORE_AVX512)
    _mm256_storeu_si256((__m256i*)at, _mm512_cvtps_ph((__m512)x.p[0], 8));
#elif defined(__AVX2__) && defined(__F16C__)
    PARTWISE _mm_storeu_si128((__m128i*)at + k, _mm256_cvtps_ph((__m256)x.p[k], 8));
#else
    float wide[LANES];
    uint16_t halves[LANES];
    store(wide, x);
    for (int i = 0; i < LANES; i++) halves[i] = float_to_half(wide[i]);
    memcpy(at, halves, sizeof halves);
#endif
}

// Memory of vectors: 64-byte aligned, zeros at first.
template <typename T>
class Array {
public:
    Array() = default;
    explicit Array(size_t count) { resize(count); }
    Array(const Array&) = delete;
    Array& operator=(const Array&) = delete;
    Array(Array&& other) noexcept : raw_(other.raw_), data_(other.data_), size_(other.size_) {
        other.raw_ = nullptr;
        other.data_ = nullptr;
        other.size_ = 0;
    }
    ~Array() { delete[] raw_; }
    void resize(size_t count) {
        if (count <= size_) return;
        delete[] raw_;
        raw_ = nullptr;
        data_ = nullptr;
        size_ = 0;
        raw_ = new uint8_t[count * sizeof(T) + 128]();
        data_ = reinterpret_cast<T*>(((uintptr_t)raw_ + 63) & ~(uintptr_t)63);
        size_ = count;
    }
    T* data() const { return data_; }
    T& operator[](size_t i) const { return data_[i]; }
    size_t size() const { return size_; }

private:
    uint8_t* raw_ = nullptr;
    T* data_ = nullptr;
    size_t size_ = 0;
};

}  // namespace lutcore
