import { scriptOf } from './script.ts'

/**
 * Takes the owner that claims, owners that are known to have ended and owners that are known to live. Of the others
 * the heartbeat tells. Gives the rows of the runs that are now its own.
 */
export const claimRuns = scriptOf(String.raw`
local me, verdict = take(), { [''] = 'ended' }
for _, owner in ipairs(takeList()) do verdict[owner] = 'ended' end
for _, owner in ipairs(takeList()) do verdict[owner] = 'lives' end
local function isLeft(owner)
  if verdict[owner] then return verdict[owner] == 'ended' end
  return call('EXISTS', P .. 'alive:' .. owner:match('^%S+')) == 0
end
local open, mine = call('HGETALL', P .. 'open'), {}
for index = 1, #open, 2 do
  local run, owner = open[index], open[index + 1]
  local k = call('HGET', P .. 'runs', run)
  local row = k and call('HGET', keyOf(k, ':runs'), run)
  if not row then
    call('HDEL', P .. 'open', run)
  elseif owner == me or isLeft(owner) then
    call('HSET', P .. 'open', run, me)
    mine[#mine + 1] = row
  end
end
return mine`)

/** Takes the owner that goes. Its runs are anybody's from then on. */
export const releaseRuns = scriptOf(String.raw`
local me = take()
local open = call('HGETALL', P .. 'open')
for index = 1, #open, 2 do
  if open[index + 1] == me then call('HSET', P .. 'open', open[index], '') end
end
call('DEL', P .. 'alive:' .. me:match('^%S+'))
return 1`)
