import { createHash } from 'node:crypto';

/** The script of the report: it shows the filter and hides the findings that do not match. Everything is readable without it. */
export const SCRIPT = `(()=>{
const form=document.getElementById('filter'),live=document.getElementById('shown');
if(!form)return;
const all=[...document.querySelectorAll('article.finding')],groups=[...document.querySelectorAll('section.group')];
const has=(one,name,value)=>value===''||(name==='code'?one.dataset.code===value:JSON.parse(one.dataset[name]).includes(value));
const apply=()=>{const wanted=[...form.querySelectorAll('select')];let count=0;
for(const one of all){const is=wanted.every(s=>has(one,s.name,s.value));one.hidden=!is;if(is)count+=1}
for(const group of groups)group.hidden=![...group.querySelectorAll('article.finding')].some(one=>!one.hidden);
live.textContent=count===all.length?'':count+' of '+all.length+' findings shown'};
const toTarget=()=>{const one=location.hash.startsWith('#finding-')&&document.getElementById(location.hash.slice(1));
if(one&&one.hidden){form.reset();apply();one.scrollIntoView()}};
form.hidden=false;form.addEventListener('change',apply);form.addEventListener('reset',()=>setTimeout(apply));form.addEventListener('submit',e=>e.preventDefault());
addEventListener('hashchange',toTarget);apply();toTarget()
})()`;

/** The hash of the script, for the Content-Security-Policy. */
export const SCRIPT_HASH = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;
