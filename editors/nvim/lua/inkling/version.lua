-- The version of the plugin, which is that of the daemon it comes with.
return "0.1.0"
