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
typedef size_t (*ghiseu_writer)(char *bytes, size_t size, size_t count, void *sink);
static inline CURLcode ghiseu_set_writer(CURL *curl, ghiseu_writer writer) {
    return curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, writer);
}
typedef int (*ghiseu_progress)(void *transfer, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
static inline CURLcode ghiseu_set_progress(CURL *curl, ghiseu_progress progress) {
    return curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
}
typedef curl_socket_t (*ghiseu_opener)(void *transfer, curlsocktype purpose, struct curl_sockaddr *address);
static inline CURLcode ghiseu_set_opener(CURL *curl, ghiseu_opener opener) {
    return curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, opener);
}
static inline CURLcode ghiseu_get_status(CURL *curl, long *status) {
    return curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
}
