#pragma once
/// The part of PDFium's public C API that the reader calls. The wheel carries no headers; PDFium keeps this API stable, and
/// the tests render pages through it: a changed signature would show.
#include <stddef.h>

typedef struct fpdf_document_t__ *FPDF_DOCUMENT;
typedef struct fpdf_page_t__ *FPDF_PAGE;
typedef struct fpdf_bitmap_t__ *FPDF_BITMAP;
enum { FPDFBitmap_Gray = 1, FPDF_ANNOT = 0x01, FPDF_GRAYSCALE = 0x08 };

void FPDF_InitLibrary(void);
FPDF_DOCUMENT FPDF_LoadMemDocument64(const void *data, size_t size, const char *password);
int FPDF_GetPageCount(FPDF_DOCUMENT document);
void FPDF_CloseDocument(FPDF_DOCUMENT document);
FPDF_PAGE FPDF_LoadPage(FPDF_DOCUMENT document, int index);
float FPDF_GetPageWidthF(FPDF_PAGE page);
float FPDF_GetPageHeightF(FPDF_PAGE page);
void FPDF_ClosePage(FPDF_PAGE page);
FPDF_BITMAP FPDFBitmap_CreateEx(int width, int height, int format, void *first_scan, int stride);
void FPDFBitmap_Destroy(FPDF_BITMAP bitmap);
void FPDF_RenderPageBitmap(
    FPDF_BITMAP bitmap, FPDF_PAGE page, int start_x, int start_y, int size_x, int size_y, int rotate, int flags);

typedef struct fpdf_textpage_t__ *FPDF_TEXTPAGE;

FPDF_TEXTPAGE FPDFText_LoadPage(FPDF_PAGE page);
void FPDFText_ClosePage(FPDF_TEXTPAGE text);
int FPDFText_CountChars(FPDF_TEXTPAGE text);
unsigned int FPDFText_GetUnicode(FPDF_TEXTPAGE text, int index);
int FPDFText_GetCharBox(FPDF_TEXTPAGE text, int index, double *left, double *right, double *bottom, double *top);
