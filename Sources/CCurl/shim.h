#pragma once
#include <curl/curl.h>

// curl_easy_setopt is variadic, which Swift cannot call: one function for each kind of value.
static inline CURLcode ghiseu_set_text(CURL *curl, CURLoption option, const char *text) {
    return curl_easy_setopt(curl, option, text);
}
static inline CURLcode ghiseu_set_number(CURL *curl, CURLoption option, long number) {
    return curl_easy_setopt(curl, option, number);
}
static inline CURLcode ghiseu_set_pointer(CURL *curl, CURLoption option, void *pointer) {
    return curl_easy_setopt(curl, option, pointer);
}
typedef size_t (*ghiseu_reader)(char *buffer, size_t size, size_t count, void *source);
static inline CURLcode ghiseu_set_reader(CURL *curl, ghiseu_reader reader) {
    return curl_easy_setopt(curl, CURLOPT_READFUNCTION, reader);
}
