/** What writes rows of a session, in Lua, for the scripts that do. They look at nothing: all was checked before. */
export const putFunctions = String.raw`
local function numberOf(key, field)
  local stored = call('HGET', key, field)
  return stored and stored:match('^%d+') or number()
end
local function putRun(k, id, json, owner)
  local key = keyOf(k, ':runs')
  if call('HEXISTS', key, id) == 0 and areNoted(k) then noteRun(k, id, json) end
  call('HSET', key, id, numberOf(key, id) .. ' ' .. json)
  call('HSET', P .. 'runs', id, k)
  call('ZADD', P .. 'owned', 0, k .. ' r' .. id)
  if owner then call('HSET', P .. 'open', id, owner) else call('HDEL', P .. 'open', id) end
end
-- Within a text a quotation mark has a backslash before it, so that this is found only where it means what it says.
local function noteContent(k, json)
  for hash in json:gmatch('"hash":"(%x+)"') do
    call('SADD', P .. 'uses:' .. hash, k)
    call('ZADD', P .. 'owned', 0, k .. ' a' .. hash)
  end
end
local function putMessage(k, id, parent, json, text)
  local key = keyOf(k, ':messages')
  if call('HEXISTS', key, id) == 0 and areChildrenNoted(k) then noteChild(k, parent, id) end
  local position = numberOf(key, id)
  call('HSET', key, id, position .. ' ' .. parent .. ' ' .. json)
  call('HSET', P .. 'messages', id, k)
  call('ZADD', P .. 'owned', 0, k .. ' m' .. id)
  noteContent(k, json)
  if text ~= '' then
    call('HSET', keyOf(k, ':texts'), id, text)
    for _, index in ipairs({ P .. 'recent', keyOf(k, ':recent') }) do call('ZADD', index, position, id) end
  else
    call('HDEL', keyOf(k, ':texts'), id)
    for _, index in ipairs({ P .. 'recent', keyOf(k, ':recent') }) do call('ZREM', index, id) end
  end
end
local function putCall(k, field, json)
  local key = keyOf(k, ':calls')
  call('HSET', key, field, numberOf(key, field) .. ' ' .. json)
  noteContent(k, json)
end
local function append(k, run, events)
  for from = 1, #events, 1000 do
    call('RPUSH', eventsOf(k, run), unpack(events, from, math.min(from + 999, #events)))
  end
end
-- True when another session that is still there has the id; what a session left that has ended is cleared away.
local function isElsewhere(index, id, k)
  local where = call('HGET', P .. index, id)
  if not where or where == k then return false end
  if lives(where) then return true end
  forget(where)
  return false
end
`
