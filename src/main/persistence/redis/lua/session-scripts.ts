import { scriptOf } from './script.ts'

/** Takes id, fields. Gives 1, or 0 when a session outside the trash has the id. */
export const createSession = scriptOf(String.raw`
local id, fields = take(), takeList()
if outsideTrash(id) then return 0 end
settle(make(fields))
return 1`)

/** Takes id. Gives the fields, or nothing. */
export const getSession = scriptOf(String.raw`
local k = named(take())
return k and call('HGETALL', keyOf(k))`)

/** Takes the shelf with its folder, the place behind which to begin, and how many. Gives the fields of each. */
export const listSessions = scriptOf(String.raw`
local shelf, from, limit = P .. 'shelf:' .. take(), '(' .. take(), tonumber(take())
local found = {}
while #found < limit do
  local members = call('ZRANGEBYLEX', shelf, from, '+', 'LIMIT', 0, limit)
  for _, member in ipairs(members) do
    local k = member:match(' (%d+)$')
    if #found < limit and lives(k) then found[#found + 1] = call('HGETALL', keyOf(k)) end
  end
  if #members < limit then break end
  from = '(' .. members[#members]
end
return found`)

/** Takes id, the new tip or nothing, fields to set, fields to take away. Gives the fields then, or nothing. */
export const updateSession = scriptOf(String.raw`
local id, leaf, set, remove = take(), take(), takeList(), takeList()
local k = named(id)
if not k then return false end
if leaf ~= '' and call('HEXISTS', keyOf(k, ':messages'), leaf) == 0 then
  return redis.error_reply('REFUSED message ' .. leaf .. ' is not in session ' .. id)
end
if #set > 0 then call('HSET', keyOf(k), unpack(set)) end
if #remove > 0 then call('HDEL', keyOf(k), unpack(remove)) end
local changed = call('HGETALL', keyOf(k))
settle(k)
return changed`)

/** Takes id, when the marks were changed or nothing, and marks. Gives 1, or 0 when there is no such session or marks of another time. */
export const replaceMarks = scriptOf(String.raw`
local id, since, marks = take(), take(), take()
local k = named(id)
if not k then return 0 end
local there = call('HGET', keyOf(k), 'marks')
if (there and cjson.decode(there).changedAt or nil) ~= tonumber(since) then return 0 end
call('HSET', keyOf(k), 'marks', marks)
settle(k)
return 1`)

/** Takes id. Gives 1 when the session of that id was removed that was put into the trash last, 0 when there is none. */
export const purgeSession = scriptOf(String.raw`
local k = call('ZREVRANGE', P .. 'trash:' .. take(), 0, 0)[1]
if not k then return 0 end
forget(k)
return 1`)

/** Takes the time before which the trash is emptied, or nothing, and how many at most. Gives the ids. */
export const expireSessions = scriptOf(String.raw`
local purgeBefore, limit = take(), tonumber(take())
local ids = {}
local function clear(index, before)
  if #ids >= limit then return end
  local over = call('ZRANGEBYSCORE', P .. index, '-inf', '(' .. before, 'LIMIT', 0, limit - #ids)
  for _, k in ipairs(over) do ids[#ids + 1] = forget(k) end
end
clear('ending', now())
if purgeBefore ~= '' then clear('trashed', purgeBefore) end
return ids`)
