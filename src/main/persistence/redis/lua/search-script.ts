import { scriptOf } from './script.ts'

/**
 * Takes a session id or nothing, the number before which to begin or `+inf`, how many messages to look at and how many
 * to find; role, since, until, model, tool and folder, each or nothing; and the folded words. Gives the number of
 * messages it looked at, the number of the last one, and of each hit: how many were looked at with it, number, id of the
 * session, its title, and the row of the message; and 1 when nothing is left to look at.
 */
export const searchTexts = scriptOf(String.raw`
local sessionId, before, most, wanted = take(), take(), tonumber(take()), tonumber(take())
local role, since, till, model, tool, folder = take(), take(), take(), take(), take(), take()
local words = takeList()

local seen = {}
local function sessionOf(k)
  if seen[k] == nil then
    local id, title, place, deleted = unpack(call('HMGET', keyOf(k), 'id', 'title', 'folder', 'deletedAt'))
    local fits = id and not deleted and (folder == '' or place == folder)
    seen[k] = fits and { id, title } or false
  end
  return seen[k]
end
local function matches(entry)
  local created, by, with, tools, start = entry:match('^(%d+)\t(%a+)\t([^\t\n]*)(\t[^\n]*)\n()')
  if role ~= '' and by ~= role then return false end
  if since ~= '' and tonumber(created) < tonumber(since) then return false end
  if till ~= '' and tonumber(created) >= tonumber(till) then return false end
  if model ~= '' and with ~= model then return false end
  if tool ~= '' and not tools:find('\t' .. tool .. '\t', 1, true) then return false end
  for _, word in ipairs(words) do
    if not entry:find(word, start, true) then return false end
  end
  return true
end

local index = P .. 'recent'
if sessionId ~= '' then
  local k = outsideTrash(sessionId)
  if not k then return { 0, '', {}, 1 } end
  index = keyOf(k, ':recent')
end
local looked, last, hits = 0, '', {}
local ids = call('ZREVRANGEBYSCORE', index, before, '-inf', 'WITHSCORES', 'LIMIT', 0, most + 1)
for at = 1, #ids, 2 do
  if #hits >= wanted or looked >= most then break end
  local id = ids[at]
  looked, last = looked + 1, ids[at + 1]
  local k = call('HGET', P .. 'messages', id)
  local session = k and sessionOf(k)
  local entry = session and call('HGET', keyOf(k, ':texts'), id)
  if entry and matches(entry) then
    hits[#hits + 1] = { looked, last, session[1], session[2], call('HGET', keyOf(k, ':messages'), id) }
  end
end
return { looked, last, hits, looked * 2 == #ids and 1 or 0 }`)
