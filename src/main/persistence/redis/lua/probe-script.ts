import { scriptOf } from './script.ts'

/**
 * Uses every command that the other scripts use. A script is stopped where the server forbids it something, and what it
 * has written until then stays; so this is found out where there is nothing to lose.
 */
export const probeRights = scriptOf(String.raw`
local key = P .. 'probe'
local commands = {
  'UNLINK', 'INCR', 'PEXPIREAT 9999999999999', 'PERSIST', 'PTTL', 'DEL', 'EXISTS',
  'HSET a 1', 'HINCRBY a 1', 'HGET a', 'HMGET a', 'HGETALL', 'HKEYS', 'HVALS', 'HLEN', 'HSCAN 0', 'HEXISTS a', 'HDEL a',
  'RPUSH a', 'LLEN', 'LRANGE 0 1', 'DEL',
  'ZADD 0 a', 'ZRANGEBYLEX - +', 'ZRANGEBYSCORE 0 1', 'ZREVRANGE 0 1', 'ZREVRANGEBYSCORE 1 0', 'ZCOUNT 0 1',
  'ZREM a', 'ZREMRANGEBYLEX - +',
}
for _, command in ipairs(commands) do
  local words = {}
  for word in command:gmatch('%S+') do words[#words + 1] = word end
  call(words[1], key, unpack(words, 2))
end
now()
return 1`)
