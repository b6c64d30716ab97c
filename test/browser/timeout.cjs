// Starting a browser on a busy machine takes many seconds.
jest.setTimeout(120_000);
