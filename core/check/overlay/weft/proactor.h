// weft/proactor.h in checked programs.
#error "weft/proactor.h has no model in the checker: such programs run on real threads only (weft run)"
