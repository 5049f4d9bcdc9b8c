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

/** Takes message id. Gives the ids from the root to it. */
export const readPathIds = scriptOf(String.raw`
local id = take()
local k = call('HGET', P .. 'messages', id)
local upwards, path = {}, {}
while k and id and id ~= '' do
  local row = call('HGET', keyOf(k, ':messages'), id)
  if row then upwards[#upwards + 1] = id end
  id = row and row:match('^%d+ (%S*)')
end
for index = #upwards, 1, -1 do path[#path + 1] = upwards[index] end
return path`)

/**
 * Takes message id. Gives the end of the branch that always goes on with the child that was stored last, or nothing.
 * Nothing leads from a message to its children, so all of the session are looked at, some at a time.
 */
export const findNewestLeaf = scriptOf(String.raw`
local id = take()
local k = call('HGET', P .. 'messages', id)
if not k or call('HEXISTS', keyOf(k, ':messages'), id) == 0 then return false end
local child, position, cursor = {}, {}, '0'
repeat
  local page = call('HSCAN', keyOf(k, ':messages'), cursor, 'COUNT', 200)
  cursor = page[1]
  for index = 1, #page[2], 2 do
    local number, parent = page[2][index + 1]:match('^(%d+) (%S*)')
    -- A summary stands beside the path.
    if tonumber(number) > (position[parent] or 0) and not page[2][index]:find('%.summary$') then
      child[parent], position[parent] = page[2][index], tonumber(number)
    end
  end
until cursor == '0'
while child[id] do id = child[id] end
return id`)

/** Takes the id of a message and parents of its session, empty for none. Gives the children of each that has several. */
export const readBranches = scriptOf(String.raw`
local k = call('HGET', P .. 'messages', take())
local found = {}
if not k then return found end
noteChildren(k)
for _, parent in ipairs(takeList()) do
  local children = {}
  for id in (call('HGET', keyOf(k, ':children'), parent) or ''):gmatch('%S+') do children[#children + 1] = id end
  if #children > 1 then found[#found + 1] = children end
end
return found`)

/** Takes run id. Gives the row, or nothing. */
export const getRun = scriptOf(String.raw`
local id = take()
local k = call('HGET', P .. 'runs', id)
return k and call('HGET', keyOf(k, ':runs'), id)`)

/** Takes session id and the part, such as \`:runs\`. Gives all its rows, in no order. */
export const readPart = scriptOf(String.raw`
local k = named(take())
return k and call('HVALS', keyOf(k, take())) or {}`)

/**
 * Takes session id, message ids, ids of runs that wrote them, and the fields of calls. Gives the rows of those runs and of
 * the ones that answer the messages, and the rows of the calls, both in no order.
 */
export const readOfMessages = scriptOf(String.raw`
local k = named(take())
local asked, wrote, fields = takeList(), takeList(), takeList()
local wanted, runs, calls = {}, {}, {}
if not k then return { runs, calls } end
noteRuns(k)
local function want(run)
  if wanted[run] then return end
  wanted[run] = true
  runs[#runs + 1] = call('HGET', keyOf(k, ':runs'), run) or nil
end
for _, id in ipairs(asked) do
  for run in (call('HGET', keyOf(k, ':asked'), id) or ''):gmatch('%S+') do want(run) end
end
for _, run in ipairs(wrote) do want(run) end
for _, field in ipairs(fields) do calls[#calls + 1] = call('HGET', keyOf(k, ':calls'), field) or nil end
return { runs, calls }`)

/** Takes run id and the number behind which to begin. Gives the events. */
export const readEvents = scriptOf(String.raw`
local run, after = take(), take()
local k = call('HGET', P .. 'runs', run)
return k and call('LRANGE', eventsOf(k, run), after, -1) or {}`)
