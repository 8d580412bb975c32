# cmake -DFONT=file.ttf -DOUTPUT=file.cpp -P embed_font.cmake: the bytes of a font as C++ source.
file(READ ${FONT} bytes HEX)
string(LENGTH "${bytes}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
file(WRITE ${OUTPUT} "#include \"app/font_data.h\"\n\nnamespace weft::app {\n"
  "const int kFontBytes = ${size};\nconst unsigned char kFontData[] = {${bytes}};\n}  // namespace weft::app\n")
