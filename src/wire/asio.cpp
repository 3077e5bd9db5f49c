// Asio, compiled once for the whole program: inkling::asio defines BOOST_ASIO_SEPARATE_COMPILATION
// for all who use it.

#include <boost/asio/impl/src.hpp>
