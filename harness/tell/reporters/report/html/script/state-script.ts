/**
 * Filters, and what is open: both stand in the address's fragment (`#finding/drift?sdk=…&q=…`), so that a link shows what its
 * sender saw. Every finding is unfolded while the page is printed, and what the cells mean; of what both versions sent is on
 * paper what the reader left open: all of it would be hundreds of sheets.
 */
export const STATE_SCRIPT = `
const form=document.querySelector('form.filter')
const cards=[...document.querySelectorAll('details.finding')]
const fields=['sdk','severity','gateway','accepted','q']
const ranks=['breaking','auth','routing','behaviour','telemetry','cosmetic']
const textOf=card=>card.dataset.text??=(card.textContent+' '+card.dataset.scenarios).toLowerCase()
const wish=()=>Object.fromEntries(fields.map(name=>[name,form.elements[name].value.trim()]).filter(([,value])=>value!==''))
const fits=(card,{sdk,severity,gateway,accepted,q})=>
 (!sdk||card.dataset.sdk===sdk)&&(!severity||ranks.indexOf(card.dataset.severity)<=ranks.indexOf(severity))&&
 (!gateway||card.dataset.gateways.split(' ').includes(gateway))&&
 (!accepted||(accepted==='only')===(card.dataset.accepted==='yes'))&&(!q||textOf(card).includes(q.toLowerCase()))

const narrow=()=>{
 const wanted=wish(),any=Object.keys(wanted).length>0
 const shown=new Set()
 for(const card of cards){const fit=fits(card,wanted);card.hidden=!fit;if(fit)shown.add(card.id)}
 for(const section of document.querySelectorAll('section.group'))section.hidden=![...section.querySelectorAll('details.finding')].some(card=>!card.hidden)
 for(const link of document.querySelectorAll('.map a')){
  const ids=link.dataset.findings.split(' ')
  link.parentElement.classList.toggle('off',!ids.some(id=>shown.has(id)))
 }
 for(const row of document.querySelectorAll('.map tbody.changed tr'))row.hidden=any&&!row.querySelector('.mark:not(.off)')
 for(const band of document.querySelectorAll('.band'))band.hidden=Boolean(wanted.sdk)&&band.dataset.sdk!==wanted.sdk
 // A map of which nothing fits would be an empty frame.
 if(any)for(const band of document.querySelectorAll('#map .band'))band.hidden||=!band.querySelector('.mark:not(.off)')
 form.querySelector('.count').textContent=any&&shown.size===0?'None of '+cards.length+' findings fits':shown.size+' of '+cards.length+' findings'
}

let opened=''
const write=()=>{
 const query=new URLSearchParams(wish()).toString()
 history.replaceState(null,'',opened===''&&query===''?location.pathname+location.search:'#'+opened+(query===''?'':'?'+query))
}
const reveal=(finding,drift)=>{
 const card=document.getElementById(finding)
 if(!card||card.tagName!=='DETAILS')return
 card.hidden=false;card.closest('section').hidden=false;card.open=true;fillFinding(card)
 if(drift&&!document.getElementById(drift))card.querySelector('button.more')?.click()
 const block=drift?document.getElementById(drift):null
 if(block){block.open=true;fillDrift(block,data.findings[card.dataset.finding].drifts.find(one=>one.id===drift),card.dataset.sdk)}
 const seen=block??card
 // Twice: what lies above gets its height only when it is seen.
 seen.scrollIntoView({behavior:'instant'});requestAnimationFrame(()=>seen.scrollIntoView({behavior:'instant'}))
 seen.querySelector('summary').focus({preventScroll:true})
}
const read=()=>{
 const [path='',query='']=decodeURI(location.hash.slice(1)).split('?')
 const wanted=new URLSearchParams(query)
 for(const name of fields)form.elements[name].value=wanted.get(name)??''
 narrow()
 opened=path
 const [finding,drift]=path.split('/')
 if(finding)reveal(finding,drift)
}
form.hidden=cards.length===0
form.addEventListener('input',()=>{narrow();write()})
form.addEventListener('reset',()=>setTimeout(()=>{narrow();write()}))
form.addEventListener('submit',event=>event.preventDefault())
addEventListener('click',event=>{
 const link=event.target.closest('a[href^="#"]')
 if(!link)return
 event.preventDefault()
 opened=link.hash.slice(1)+(link.dataset.drift?'/'+link.dataset.drift:'')
 write();reveal(...opened.split('/'))
})
const toggle=button=>{
 const body=button.closest('.band').querySelector('tbody.'+button.dataset.rows)
 body.hidden=!body.hidden
 button.setAttribute('aria-expanded',String(!body.hidden))
}
for(const button of document.querySelectorAll('button[data-rows]'))button.addEventListener('click',()=>toggle(button))
/** A map that goes on to the right says so by its edge: where a finger scrolls there is no bar. */
const edge=map=>map.classList.toggle('on',map.scrollWidth-map.clientWidth-map.scrollLeft>1)
const sizes=new ResizeObserver(all=>{for(const {target} of all)edge(target.closest('.scroll'))})
for(const map of document.querySelectorAll('.band .scroll')){
 map.addEventListener('scroll',()=>edge(map),{passive:true})
 sizes.observe(map);sizes.observe(map.firstElementChild)
}
addEventListener('hashchange',read)
read()
let folded=[]
const printed=[...cards,...document.querySelectorAll('details.about')]
addEventListener('beforeprint',()=>{folded=printed.filter(one=>!one.open);for(const one of folded)one.open=true})
addEventListener('afterprint',()=>{for(const one of folded)one.open=false})
`
