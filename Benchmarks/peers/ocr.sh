#!/bin/bash
# Side-by-side peers of `Benchmarks/paper --peers N`: Debian's tesseract 5 with its Romanian model, and ocrmypdf, which drives it.
#   ocr.sh install      (root; apt only; re-runnable)
. "$(dirname "$0")/common.sh"
install() { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ocrmypdf tesseract-ocr tesseract-ocr-ron >$W/apt_ocr.log 2>&1; }
case ${1:-} in install) install;; *) sed -n '2,3p' "$0"; exit 2;; esac
