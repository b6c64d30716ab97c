/**
 * How long something is computed, in ms: time of the processor, so that other programs on a busy machine do not decide.
 * @param act what is timed.
 */
export function computingTime(act: () => void): number {
  const { user, system } = process.cpuUsage();
  act();
  const spent = process.cpuUsage({ user, system });
  return (spent.user + spent.system) / 1000;
}
