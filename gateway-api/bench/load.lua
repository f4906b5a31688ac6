-- wrk script: POST /messages/sms with a recipient and a text of its own in each request.
-- args: key, number of characters, and how many ms on average each connection waits before its next request (none unless given)
local threads = 0
function setup(t) t:set("tid", threads); threads = threads + 1 end
function init(args)
  chars = tonumber(args[2] or "60")
  run = os.time() % 10000
  n = 0
  pad = ""
  for i = 1, chars do pad = pad .. string.sub("abcdefghijklmnopqrstuvwxyz", i % 26 + 1, i % 26 + 1) end
  local pause = tonumber(args[3] or "0")
  if pause > 0 then delay = function() return math.random(math.floor(pause / 2), math.floor(pause * 3 / 2)) end end
  headers = { ["Authorization"] = "Bearer " .. args[1], ["Content-Type"] = "application/json" }
end
function request()
  n = n + 1
  local key = string.format("%04d%d%06d", run, tid, n)
  local head = "Message " .. key .. " "
  local text = head .. string.sub(pad, 1, chars - #head)
  return wrk.format("POST", "/messages/sms", headers,
    '{"from": "Bench", "to": "+46' .. string.sub(key, 3) .. '", "message": "' .. text .. '"}')
end
function done(s, l, r)
  io.write(string.format("RESULT requests=%d errors_status=%d errors_sock=%d us=%d p50_ms=%.2f p99_ms=%.2f max_ms=%.2f\n",
    s.requests, s.errors.status, s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout, s.duration,
    l:percentile(50) / 1000, l:percentile(99) / 1000, l.max / 1000))
end
