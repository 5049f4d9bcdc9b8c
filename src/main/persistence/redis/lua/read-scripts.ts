import { scriptOf } from './script.ts'

/** Takes message id. Gives the row, or nothing. */
export const getMessage = scriptOf(String.raw`
local id = take()
local k = call('HGET', P .. 'messages', id)
return k and call('HGET', keyOf(k, ':messages'), id)`)

/** Takes message id and how many rows at most, 0 for all. Gives the rows from the root, or from that far, to it. */
export const readPath = scriptOf(String.raw`
local id, limit = take(), tonumber(take())
local k = call('HGET', P .. 'messages', id)
local upwards, path = {}, {}
while k and id and id ~= '' and (limit == 0 or #upwards < limit) do
  local row = call('HGET', keyOf(k, ':messages'), id)
  upwards[#upwards + 1] = row or nil
  id = row and row:match('^%d+ (%S*)')
end
for index = #upwards, 1, -1 do path[#path + 1] = upwards[index] end
return path`)

/** Takes run id. Gives the row, or nothing. */
export const getRun = scriptOf(String.raw`
local id = take()
local k = call('HGET', P .. 'runs', id)
return k and call('HGET', keyOf(k, ':runs'), id)`)

/** Takes session id and the part, such as \`:runs\`. Gives all its rows, in no order. */
export const readPart = scriptOf(String.raw`
local k = named(take())
return k and call('HVALS', keyOf(k, take())) or {}`)

/** Takes run id and the number behind which to begin. Gives the events. */
export const readEvents = scriptOf(String.raw`
local run, after = take(), take()
local k = call('HGET', P .. 'runs', run)
return k and call('LRANGE', eventsOf(k, run), after, -1) or {}`)
