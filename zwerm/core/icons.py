"""The icons of the house: single strokes on a grid of 24, in the colour of the words they stand with."""

PATHS = {
    "home": '<path d="M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z"/>',
    "groups": '<path d="M3.5 9.5q2.2-2.6 4.4 0M8.6 9.5q2.2-2.6 4.4 0M12.5 5.5q2-2.4 4 0M14.5 13q2.6-3 5.2 0'
    'M7.5 15.5q2.6-3 5.2 0M12 19q1.8-2 3.6 0"/>',
    "new": '<path d="M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7l-4.5 3.5V16H5a1 1 0 0 1-1-1V6a1 1 0 0 1 '
    '1-1z"/><path d="M8 9h8M8 12h5"/>',
    "me": '<circle cx="12" cy="8.5" r="3.8"/><path d="M4.8 20c0.6-4 3.4-6 7.2-6s6.6 2 7.2 6"/>',
    "write": '<path d="M14.5 5.5 18.5 9.5 9 19l-5 1 1-5z"/><path d="m12.5 7.5 4 4"/>',
    "bold": '<path d="M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z"/>',
    "italic": '<path d="M10 5h7M7 19h7M14 5l-4 14"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 0.4l2.6-2.6a4 4 0 0 0-5.7-5.7L11.6 7.4"/><path d="'
    'M14 10a4 4 0 0 0-6-0.4l-2.6 2.6a4 4 0 0 0 5.7 5.7l1.3-1.3"/>',
    "quote": '<path d="M5 6v12M9 8h10M9 12h10M9 16h6"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6h0.01M4.5 12h0.01M4.5 18h0.01"/>',
    "numbers": '<path d="M10 6h10M10 12h10M10 18h10M4 5l1.5-0.5V8.5"/><path d="M4 14.5q2.6-1.8 2-3.2t-2 .2M4 14.5h2.5M4 18h2.5"/>',
    "code": '<path d="m8.5 7-5 5 5 5M15.5 7l5 5-5 5"/>',
    "image": '<rect x="4" y="5" width="16" height="14" rx="1.5"/><path d="m4.5 16 4.5-4.5 4 4 2.5-2.5 4 4"/>'
    '<circle cx="15.5" cy="9" r="1.2"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "bell": '<path d="M6 16.5c1-1.2 1.4-3 1.4-5.6C7.4 7.8 9.4 6 12 6s4.6 1.8 4.6 4.9c0 2.6 0.4 4.4 1.4 5.6z"/><path d="M12 6V4.2M10 19.5q2 1.6 4 0"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="m15.5 15.5 4.5 4.5"/>',
}
