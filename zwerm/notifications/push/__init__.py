"""Notices on a device, by web push: RFC 8030 carries them, RFC 8291 seals them, RFC 8292 (VAPID) says who sends."""
