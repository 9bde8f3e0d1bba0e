-- Asks for the lines of a file in turn: path, cookie, etag and token, separated by tabs. A line with a token writes a reply
-- that nobody wrote before. Arguments after the file: "once" ends the run when each line was asked for one time.

local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
  int getpid(void);
  int kill(int process, int signal);
]]
local MONOTONIC, INTERRUPT = 1, 2
local WORDS = "I tried this last week, and it **works**: first the list, then the talk. See https://example.org/how and `step 2`.\n\n"
  .. "- we began with *three* people\n- it took an afternoon\n\n> Who else has done this?\n\n"

local prepared, tokens, turn, once, began = {}, {}, 0, false, nil

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

local function now()
  local moment = ffi.new("moment[1]")
  ffi.C.clock_gettime(MONOTONIC, moment)
  return tonumber(moment[0].seconds) * 1e6 + tonumber(moment[0].nanoseconds) / 1e3
end

function init(args)
  once = args[2] == "once"
  math.randomseed(now())
  salt = string.format("%x", now())
  for line in io.lines(args[1]) do
    local path, cookie, etag, token = line:match("^(.-)\t(.-)\t(.-)\t(.-)$")
    local headers = { ["Accept-Language"] = "nl" }
    if cookie ~= "" then headers["Cookie"] = cookie end
    if etag ~= "" then headers["If-None-Match"] = etag end
    if token ~= "" then headers["Content-Type"] = "application/x-www-form-urlencoded" end
    tokens[#tokens + 1] = { path = path, headers = headers, token = token }
    prepared[#prepared + 1] = token == "" and wrk.format("GET", path, headers) or false
  end
end

local function escaped(text)
  return (text:gsub("[^%w]", function(sign) return string.format("%%%02X", sign:byte()) end))
end

-- What a browser with scripts puts into each form: a UUID, another one each time.
local function form_number()
  return string.format("%08x-0000-4000-8000-%012x", math.random(0, 0xffffffff), now() % 0xffffffff + turn)
end

local function reply(one)
  local body = WORDS .. "Number " .. turn .. " of " .. salt
  return wrk.format("POST", one.path, one.headers, 
    "csrfmiddlewaretoken=" .. one.token .. "&form_number=" .. form_number() .. "&body=" .. escaped(body))
end

function request()
  began = began or now()
  if once and turn >= #prepared then
    elapsed = elapsed or now() - began
    ffi.C.kill(ffi.C.getpid(), INTERRUPT)
  end
  local number = turn % #prepared + 1
  turn = turn + 1
  return prepared[number] or reply(tokens[number])
end

function done(summary, latency)
  local took = threads[1]:get("elapsed") or summary.duration
  local failed = summary.errors
  io.write(string.format(
    '\nBENCH {"requests": %d, "microseconds": %d, "bytes": %d, "p50": %d, "p99": %d, "refused": %d, "broken": %d}\n',
    summary.requests, took, summary.bytes, latency:percentile(50), latency:percentile(99),
    failed.status, failed.connect + failed.read + failed.write + failed.timeout))
end
