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

/**
 * The least of three measurements: what collects garbage or compiles beside a program may fall into one of them, hardly into all.
 * @param measure gives ms; makes what it times anew, so that nothing is remembered from the one before.
 */
export function leastOfThree(measure: () => number): number {
  return Math.min(measure(), measure(), measure());
}
