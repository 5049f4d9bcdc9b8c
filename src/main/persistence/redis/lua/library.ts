// What the scripts share, in Lua. KEYS[1] is the prefix; every other key follows from it, so that no script needs to
// know beforehand which ones it will touch. A session is named by `k`, the number that it got when it was made: its
// own id may be given away. Under the prefix lie
//
//   counter                   the last number that was given to a session, a message, a run or a call
//   format                    the version of this layout
//   session:<k>               hash: the fields of the session, each as JSON
//   session:<k>:messages      hash: message id -> "<number> <parent id> <JSON>"
//   session:<k>:runs          hash: run id -> "<number> <JSON>"
//   session:<k>:asked         hash: message id -> the ids of the runs that answer it; '' -> how many runs are noted
//   session:<k>:children      hash: message id -> the ids of its children, in order; '' -> those of none; ' ' -> how many in all
//   session:<k>:calls         hash: message and call id -> "<number> <JSON>"
//   session:<k>:events:<run>  list: the events as JSON, in order
//   session:<k>:texts         hash: message id -> what search filters by, then the folded text
//   session:<k>:recent        sorted set: the message ids of `texts` by number
//   sessions, messages, runs  hashes: id -> k; of sessions those outside the trash
//   places                    hash: k -> where the session is listed, so that it can be taken off without being read
//   owned                     sorted set: "<k> m<message id>", "<k> r<run id>" and "<k> a<hash>", for the same reason
//   shelf:<shelf>[:<folder>]  sorted sets in the order of the list: "<time, inverted> <id> <k>"
//   trash:<id>, trashed       sorted sets: k by the time of deletion, of one id and of all
//   ending                    sorted set: k by the time when it ends, of sessions outside the trash
//   recent                    sorted set: the ids of all messages that search looks at, by number
//   open                      hash: id of a run that goes on -> its owner, empty when it was let go
//   attachment:<hash>         some content of messages as base64
//   made:<hash>               hash: what was made of that content as base64, by its name
//   attachments               sorted set: the hashes of all content by the time of its last use
//   uses:<hash>               set: the k of all sessions that refer to it
//   alive:<instance>          the heartbeat of one opened store
//
// Only the keys that begin with `session:<k>` carry the time to live of a session. When the server has removed them,
// the rest still names the session until `expire` or a new session of that id clears it away.

/** Arguments, keys and the one place where it is decided where a session is listed and how long it lives. */
export const library = String.raw`
local P = KEYS[1]
local call = redis.call
local taken = 0
local function take() taken = taken + 1 return ARGV[taken] end
local function takeRows(width)
  local rows = {}
  for row = 1, tonumber(take()) do
    rows[row] = {}
    for column = 1, width do rows[row][column] = take() end
  end
  return rows
end
local function takeList()
  local list = {}
  for item = 1, tonumber(take()) do list[item] = take() end
  return list
end

local parts = { ':messages', ':children', ':runs', ':asked', ':calls', ':texts', ':recent', '' }
local function keyOf(k, part) return P .. 'session:' .. k .. (part or '') end
local function eventsOf(k, run) return keyOf(k, ':events:' .. run) end
local function lives(k) return k and call('EXISTS', keyOf(k)) == 1 end
local function number() return string.format('%.0f', call('INCR', P .. 'counter')) end
local function now()
  local time = call('TIME')
  return string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
end

local function outsideTrash(id)
  local k = call('HGET', P .. 'sessions', id)
  return lives(k) and k
end
local function named(id)
  return outsideTrash(id) or call('ZREVRANGE', P .. 'trash:' .. id, 0, 0)[1]
end

local function setEnd(k, at, runs)
  local function set(key)
    if at then call('PEXPIREAT', key, at) else call('PERSIST', key) end
  end
  for _, run in ipairs(runs) do set(eventsOf(k, run)) end
  for _, part in ipairs(parts) do set(keyOf(k, part)) end
end
-- What was added to one run alone leaves the keys of the others as they are.
local function keepEnd(k, run)
  local ending, deleted = unpack(call('HMGET', keyOf(k), 'expiresAt', 'deletedAt'))
  ending = not deleted and ending
  if not ending and call('PTTL', keyOf(k)) < 0 then return end
  setEnd(k, ending, run and { run } or call('HKEYS', keyOf(k, ':runs')))
end

local function unlist(k)
  local place = call('HGET', P .. 'places', k)
  if not place then return end
  local id, shelf, folder, member = place:match('^(.-)\n(.-)\n(.-)\n(.*)$')
  call('ZREM', P .. 'shelf:' .. shelf, member)
  if folder ~= '' then call('ZREM', P .. 'shelf:' .. shelf .. ':' .. folder, member) end
  if call('HGET', P .. 'sessions', id) == k then call('HDEL', P .. 'sessions', id) end
  for _, key in ipairs({ 'trash:' .. id, 'trashed', 'ending' }) do call('ZREM', P .. key, k) end
  call('HDEL', P .. 'places', k)
  return id
end
local function forget(k)
  local id = unlist(k)
  local from, to = '[' .. k .. ' ', '(' .. k .. '!'
  for _, entry in ipairs(call('ZRANGEBYLEX', P .. 'owned', from, to)) do
    local kind, own = entry:match('^%d+ (.)(.*)$')
    if kind == 'm' then
      call('HDEL', P .. 'messages', own)
      call('ZREM', P .. 'recent', own)
    elseif kind == 'a' then
      call('SREM', P .. 'uses:' .. own, k)
    else
      call('HDEL', P .. 'runs', own)
      call('HDEL', P .. 'open', own)
      call('UNLINK', eventsOf(k, own))
    end
  end
  call('ZREMRANGEBYLEX', P .. 'owned', from, to)
  for _, part in ipairs(parts) do call('UNLINK', keyOf(k, part)) end
  return id
end
local function settle(k)
  unlist(k)
  local id, updated, pinned, archived, deleted, folder, ending = unpack(call('HMGET', keyOf(k),
    'id', 'updatedAt', 'pinnedAt', 'archivedAt', 'deletedAt', 'folder', 'expiresAt'))
  id = id:sub(2, -2)
  local shelf = deleted and 'deleted' or archived and 'archived' or pinned and 'pinned' or 'active'
  local member = string.format('%016.0f %s %s', 9007199254740991 - tonumber(updated), id, k)
  call('ZADD', P .. 'shelf:' .. shelf, 0, member)
  if folder then call('ZADD', P .. 'shelf:' .. shelf .. ':' .. folder, 0, member) end
  call('HSET', P .. 'places', k, table.concat({ id, shelf, folder or '', member }, '\n'))
  if deleted then
    call('ZADD', P .. 'trash:' .. id, deleted, k)
    call('ZADD', P .. 'trashed', deleted, k)
  else
    local over = call('HGET', P .. 'sessions', id)
    if over and not lives(over) then forget(over) end
    call('HSET', P .. 'sessions', id, k)
    if ending then call('ZADD', P .. 'ending', ending, k) end
  end
  keepEnd(k)
end

local function noteRun(k, run, row)
  local key, message = keyOf(k, ':asked'), row:match('"userMessageId":"([^"]*)"')
  local before = call('HGET', key, message)
  call('HSET', key, message, before and before .. ' ' .. run or run)
  call('HINCRBY', key, '', 1)
end
local function areNoted(k)
  return tonumber(call('HGET', keyOf(k, ':asked'), '') or 0) == call('HLEN', keyOf(k, ':runs'))
end
-- A session of a Parley that took no notes has none, or not all.
local function noteRuns(k)
  if areNoted(k) then return end
  call('UNLINK', keyOf(k, ':asked'))
  local runs = call('HGETALL', keyOf(k, ':runs'))
  for index = 1, #runs, 2 do noteRun(k, runs[index], runs[index + 1]) end
  if call('PTTL', keyOf(k)) > 0 then call('PEXPIREAT', keyOf(k, ':asked'), call('HGET', keyOf(k), 'expiresAt')) end
end

local function noteChild(k, parent, id)
  local key = keyOf(k, ':children')
  call('HINCRBY', key, ' ', 1)
  -- A summary stands beside the path.
  if id:find('%.summary$') then return end
  local before = call('HGET', key, parent)
  call('HSET', key, parent, before and before .. ' ' .. id or id)
end
local function areChildrenNoted(k)
  return tonumber(call('HGET', keyOf(k, ':children'), ' ') or 0) == call('HLEN', keyOf(k, ':messages'))
end
local function noteChildren(k)
  if areChildrenNoted(k) then return end
  call('UNLINK', keyOf(k, ':children'))
  local rows, places = call('HGETALL', keyOf(k, ':messages')), {}
  for index = 1, #rows, 2 do
    local number, parent = rows[index + 1]:match('^(%d+) (%S*)')
    places[#places + 1] = { tonumber(number), parent, rows[index] }
  end
  table.sort(places, function(one, other) return one[1] < other[1] end)
  for _, place in ipairs(places) do noteChild(k, place[2], place[3]) end
  if call('PTTL', keyOf(k)) > 0 then call('PEXPIREAT', keyOf(k, ':children'), call('HGET', keyOf(k), 'expiresAt')) end
end

local function make(fields)
  local k = number()
  call('HSET', keyOf(k), unpack(fields))
  return k
end
`
