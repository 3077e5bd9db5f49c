// Boost.JSON, compiled once for the whole program. Only its parser is used (json.cpp).

#include <boost/json/src.hpp>
