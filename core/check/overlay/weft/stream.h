// weft/stream.h in checked programs.
#error "weft/stream.h has no model in the checker: such programs run on real threads only (weft run)"
