"""HJ 212 on the wire (污染源自动监控数据传输): frames in, frames out; no Django, no clock, no socket."""
