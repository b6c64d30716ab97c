import { configureGlobal } from 'fast-check';

// The same cases in every run, so that a red test is the change's doing; `npm run fuzz` looks for new ones.
configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20_260_122) });
