import { scriptOf } from './script.ts'

/** Takes hash and content. */
export const putAttachment = scriptOf(String.raw`
local hash = take()
call('SET', P .. 'attachment:' .. hash, take())
call('ZADD', P .. 'attachments', now(), hash)
return 1`)

/** Takes hash. Gives the content, or nothing. */
export const getAttachment = scriptOf(String.raw`
return call('GET', P .. 'attachment:' .. take())`)

/** Takes hash, name and what was made of the content. Without the content nothing is kept. */
export const putMade = scriptOf(String.raw`
local hash, name, made = take(), take(), take()
if call('EXISTS', P .. 'attachment:' .. hash) == 0 then return 0 end
call('HSET', P .. 'made:' .. hash, name, made)
return 1`)

/** Takes hash and name. Gives what was made, or nothing. */
export const getMade = scriptOf(String.raw`
local hash, name = take(), take()
return call('HGET', P .. 'made:' .. hash, name)`)

/** Takes hashes. Gives those that are not there; the others count as used now. */
export const touchAttachments = scriptOf(String.raw`
local missing = {}
for _, hash in ipairs(takeList()) do
  if call('EXISTS', P .. 'attachment:' .. hash) == 0 then missing[#missing + 1] = hash
  else call('ZADD', P .. 'attachments', now(), hash) end
end
return missing`)

/**
 * Takes for how many milliseconds nobody may have used what goes, and behind how many of the old ones that stay to begin.
 * Looks at a hundred. Gives how many it looked at, and how many it removed.
 */
export const sweepAttachments = scriptOf(String.raw`
local before, skip = tonumber(now()) - tonumber(take()), take()
local removed = 0
local old = call('ZRANGEBYSCORE', P .. 'attachments', '-inf', string.format('%.0f', before), 'LIMIT', skip, 100)
for _, hash in ipairs(old) do
  local uses = P .. 'uses:' .. hash
  for _, k in ipairs(call('SMEMBERS', uses)) do
    if not lives(k) then forget(k) end
  end
  if call('EXISTS', uses) == 0 then
    call('UNLINK', P .. 'attachment:' .. hash, P .. 'made:' .. hash)
    call('ZREM', P .. 'attachments', hash)
    removed = removed + 1
  end
end
return { #old, removed }`)
