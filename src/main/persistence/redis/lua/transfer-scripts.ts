import { putFunctions } from './put-functions.ts'
import { scriptOf } from './script.ts'

const readBody = String.raw`
if not lives(k) then return false end
local runs, rows = call('HGETALL', keyOf(k, ':runs')), {}
for index = 1, #runs, 2 do
  rows[#rows + 1] = { runs[index + 1], call('LRANGE', eventsOf(k, runs[index]), 0, -1) }
end
return { call('HGETALL', keyOf(k)), call('HVALS', keyOf(k, ':messages')), call('HVALS', keyOf(k, ':calls')), rows }`

/** Takes session id. Gives its fields, the rows of messages, of calls, and of each run the row and the events. */
export const readNamed = scriptOf(`local k = named(take())${readBody}`)

/** Takes k. Gives the same. */
export const readNumber = scriptOf(`local k = take()${readBody}`)

/** Gives the number of sessions. */
export const countSessions = scriptOf(String.raw`
return call('HLEN', P .. 'places') - call('ZCOUNT', P .. 'ending', '-inf', '(' .. now())`)

/** Gives k, time of creation, id and time of deletion of every session, as JSON, in no order. */
export const listNumbers = scriptOf(String.raw`
local found = {}
for _, k in ipairs(call('HKEYS', P .. 'places')) do
  local created, id, deleted = unpack(call('HMGET', keyOf(k), 'createdAt', 'id', 'deletedAt'))
  if id then found[#found + 1] = '["' .. k .. '",' .. created .. ',' .. id .. ',' .. (deleted or '-1') .. ']' end
end
return found`)

/**
 * Takes the id, unless it is for the trash, the fields, rows of runs (id, JSON, 1 when it has ended, events by line), of
 * messages (id, parent, JSON, text) and of calls (field, JSON). Gives 0 when the id is taken.
 */
export const writeSession = scriptOf(String.raw`${putFunctions}
local id, fields = take(), takeList()
local runs, messages, calls = takeRows(4), takeRows(4), takeRows(2)
if id ~= '' and outsideTrash(id) then return 0 end
for _, row in ipairs(runs) do
  if isElsewhere('runs', row[1]) then return redis.error_reply('REFUSED run ' .. row[1] .. ' is in another session') end
end
for _, row in ipairs(messages) do
  if isElsewhere('messages', row[1]) then
    return redis.error_reply('REFUSED message ' .. row[1] .. ' is in another session')
  end
end

local k = make(fields)
for _, row in ipairs(runs) do
  putRun(k, row[1], row[2], row[3] ~= '1' and '')
  local events = {}
  for event in row[4]:gmatch('[^\n]+') do events[#events + 1] = event end
  append(k, row[1], events)
end
for _, row in ipairs(messages) do putMessage(k, unpack(row)) end
for _, row in ipairs(calls) do putCall(k, unpack(row)) end
settle(k)
return 1`)
