// weft/pipe.h in checked programs.
#error "weft/pipe.h has no model in the checker: such programs run on real threads only (weft run)"
