// weft/local_storage.h in checked programs.
#error "weft/local_storage.h has no model in the checker: such programs run on real threads only (weft run)"
