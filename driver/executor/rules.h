// Refusals, with the texts of contract/rules.py.

#pragma once

#include <initializer_list>

#include "geometry.h"

namespace lutcore {

// A rule's text with numbers in the place of {} and {:#x}.
inline std::string filled(const char* rule, std::initializer_list<uint64_t> values) {
    std::string text;
    auto value = values.begin();
    for (const char* c = rule; *c; c++) {
        if (*c != '{') {
            text += *c;
            continue;
        }
        text += c[1] == '}' ? std::to_string(*value) : hex(*value);
        value++;
        while (*c != '}') c++;
    }
    return text;
}

template <typename... V>
void need(bool holds, const std::string& where, const char* rule, V... values) {
    if (!holds) fail(where + ": " + filled(rule, {(uint64_t)values...}));
}

template <typename... V>
[[noreturn]] void refuse(const char* rule, V... values) {
    fail(filled(rule, {(uint64_t)values...}));
}

}  // namespace lutcore
