// weft/buffer.h in checked programs.
#error "weft/buffer.h has no model in the checker: such programs run on real threads only (weft run)"
