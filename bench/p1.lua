-- P1, save an answer. Arguments: kind (app or ceiling), the file of addresses and cookies, the round.
-- Every request is a new op of another attempt; seq grows from round to round.
local paths, cookies, kind, count, turn = {}, {}, "", 0, 0
local letters = { "a1", "b2", "c3", "d4" }

function init(args)
  kind, turn = args[1], tonumber(args[3])
  for line in io.lines(args[2]) do
    local path, cookie = line:match("^(%S+) (%S+)$")
    paths[#paths + 1], cookies[#cookies + 1] = path, "hoithi_entry=" .. cookie
  end
end

function request()
  local who = count % #paths + 1
  local lap = math.floor(count / #paths)
  local slot, answer = lap % 20 + 1, letters[count % 4 + 1]
  count = count + 1
  local headers = { Cookie = cookies[who], Origin = "http://127.0.0.1:" .. wrk.port }
  if kind == "ceiling" then
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    return wrk.format("POST", "/save", headers, "q=" .. slot .. "&a=" .. answer)
  end
  headers["Content-Type"] = "application/json"
  local op = string.format('["r%02d%010d",%d,%d,"%s"]', turn, count, turn * 5000 + lap + 1, slot, answer)
  return wrk.format("POST", paths[who], headers, '{"lease":1,"ops":[' .. op .. "]}")
end

function done(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read
  bad = bad + summary.errors.write + summary.errors.timeout
  io.write(string.format('\n{"requests":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f,"bad":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, bad))
end
