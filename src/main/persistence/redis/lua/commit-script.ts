import { putFunctions } from './put-functions.ts'
import { scriptOf } from './script.ts'

/**
 * Takes the owner, the run (id, session id, JSON, 1 when it has ended), the fields of a new session, the number of the
 * first event and the events, rows of messages (id, parent, JSON, text), rows of calls (field, message id, JSON), and
 * the tip with its fields of the session. Checks everything, then writes everything.
 */
export const commitRun = scriptOf(String.raw`${putFunctions}
local owner, run, id, json, ended = take(), take(), take(), take(), take() == '1'
local newFields = takeList()
local first, events = tonumber(take()), takeList()
local messages, calls = takeRows(4), takeRows(3)
local tip, tipFields = take(), takeList()

local k = call('HGET', P .. 'runs', run) or nil
if k and not lives(k) then return redis.error_reply('REFUSED the session of run ' .. run .. ' is over') end
local isNew = not k and #newFields > 0 and not outsideTrash(id)
if not k and not isNew then k = named(id) end

local function isStored()
  local last = first + #events - 1
  if not k or #events == 0 or last > call('LLEN', eventsOf(k, run)) then return false end
  local stored = call('LRANGE', eventsOf(k, run), first - 1, last - 1)
  for index, event in ipairs(events) do
    if stored[index] ~= event then return false end
  end
  return true
end
if isStored() then return 0 end

local known = {}
local function isThere(message)
  return known[message] or (k and call('HEXISTS', keyOf(k, ':messages'), message) == 1)
end
local function parentOf(message)
  if known[message] then return known[message] end
  local stored = k and call('HGET', keyOf(k, ':messages'), message)
  return stored and stored:match('^%d+ (%S*)')
end
local function refusal()
  if not k and not isNew then return 'session ' .. id .. ' is not there' end
  if k and call('HGET', keyOf(k), 'id') ~= '"' .. id .. '"' then return 'run ' .. run .. ' is in another session' end
  local holder = call('HGET', P .. 'open', run)
  if holder and holder ~= '' and holder ~= owner and call('EXISTS', P .. 'alive:' .. holder:match('^%S+')) == 1 then
    return 'run ' .. run .. ' belongs to another process'
  end
  local length = k and call('LLEN', eventsOf(k, run)) or 0
  if #events > 0 and first ~= length + 1 then
    return 'event ' .. first .. ' of run ' .. run .. ' cannot be number ' .. (length + 1)
  end
  for _, message in ipairs(messages) do
    local parent = parentOf(message[1])
    if isElsewhere('messages', message[1], k) or (parent and parent ~= message[2]) then
      return 'message ' .. message[1] .. ' has another place in the tree'
    end
    if message[2] ~= '' and not isThere(message[2]) then return 'message ' .. message[2] .. ' is not there' end
    known[message[1]] = message[2]
  end
  for _, row in ipairs(calls) do
    if not isThere(row[2]) then return 'message ' .. row[2] .. ' is not there' end
  end
  if tip ~= '' and not isThere(tip) then return 'message ' .. tip .. ' is not there' end
end
local refused = refusal()
if refused then return redis.error_reply('REFUSED ' .. refused) end

if isNew then k = make(newFields) end
putRun(k, run, json, not ended and owner)
for _, message in ipairs(messages) do putMessage(k, unpack(message)) end
for _, row in ipairs(calls) do putCall(k, row[1], row[3]) end
append(k, run, events)
if tip ~= '' then call('HSET', keyOf(k), unpack(tipFields)) end
if isNew or tip ~= '' then settle(k) else keepEnd(k, run) end
return 1`)
