globalThis.RULES = (process.env.RULES ?? "").split(",");
