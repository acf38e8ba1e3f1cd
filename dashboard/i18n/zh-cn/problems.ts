/** What went wrong, by the code of the refusal; each says what to do. */
export const problems = {
  'problem.unreachable': '主机没有回应，会自动再试。',
  'problem.disk-full': '主机磁盘满了，没有记下任何东西。请清理磁盘后再做一次。',
  'problem.disk-failed': '主机磁盘出错，没有记下。请叫人检查主机。',
  'problem.bug': '主机内部出错，没有记下。请告诉技术人员。',
} as const;
