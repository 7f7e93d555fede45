/** What is read out of strace's record: each attempt to reach a peer, and nothing else. */
import { expect, it } from 'vitest';
import { attemptsIn } from '../../scripts/no-way-out-test.js';

it('finds every attempt, finished or not, and leaves out what has no peer', () => {
  const record = [
    '12 connect(21, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.7")}, 16) = -1 EINPROGRESS (Operation now in progress)',
    '13 connect(22, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::7", &sin6_addr), sin6_scope_id=0}, 28 <unfinished ...>',
    '13 <... connect resumed>)              = -1 ENETUNREACH (Network is unreachable)',
    '14 connect(23, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file or directory)',
    '15 sendto(24, "\\1\\0", 2, MSG_NOSIGNAL, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.53")}, 16) = 2',
    '15 sendmmsg(25, [{msg_hdr={msg_name={sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.54")}, msg_namelen=16}}], 1, 0) = 1',
    '16 sendto(26, "answer", 6, 0, NULL, 0) = 6',
    '16 sendto(27, {{len=20, type=RTM_GETADDR}}, 20, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 20',
    '',
  ].join('\n');
  expect(attemptsIn(record)).toEqual([
    { call: 'connect', to: 'AF_INET 192.0.2.7' }, { call: 'connect', to: 'AF_INET6 2001:db8::7' }, { call: 'connect', to: 'AF_UNIX /var/run/nscd/socket' },
    { call: 'sendto', to: 'AF_INET 192.0.2.53' }, { call: 'sendmmsg', to: 'AF_INET 192.0.2.54' },
  ]);
});
