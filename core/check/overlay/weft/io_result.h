// weft/io_result.h in checked programs.
#error "weft/io_result.h has no model in the checker: such programs run on real threads only (weft run)"
