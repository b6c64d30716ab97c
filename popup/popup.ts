import { activeTab, readTab } from '../src/browser/tab.ts';

const main = document.getElementById('main');
const answer = await readTab(await activeTab());
if (main) main.textContent = answer.ok ? `${answer.value.title}\n\n${answer.value.text}` : answer.error.code;
