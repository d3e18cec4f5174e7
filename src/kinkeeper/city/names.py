"""Invented names in the diversity of a large city. Surnames are made up; nobody is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heritage:
    """Names that go together."""

    boys: tuple[str, ...]
    girls: tuple[str, ...]
    surnames: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BRITISH = Heritage(
    _words("Alfie Callum Connor Declan Dylan Ethan Finley Freddie George Harvey Jack Jake Jamie Jayden Joshua"
           " Kian Kieran Leo Lewis Liam Logan Mason Nathan Noah Oliver Owen Riley Rhys Ryan Toby Tyler Zak"),
    _words("Abigail Amelia Amy Bethany Caitlin Casey Chloe Daisy Ella Ellie Emily Erin Faith Freya"
           " Grace Holly"
           " Isla Jasmine Jess Keira Layla Leah Lily Lucy Maisie Megan Mia Millie Niamh Orla Poppy Ruby"),
    _words("Aldermarsh Ashgrove-Penn Barrowcliffe Bellweather Birchenall Blacklocke Brindlewood Caddowell"
           " Calderstone Cobbleton Corbishleigh Crowmarsh Dallimoor Dunnaway Eldershawe Fairbairnes Fennimore"
           " Garrowby Goldthwick Greatorexe Hallowbrook Harrowgate Hawkesmoor Hollinside Kettlewick Kilbraney"
           " Larkspur Lattimere Longmire Marchbank Merrivale Mossley-Dunn Netherwick Oakhanger Pennyfeather"
           " Quillby Ravensdene Redfearne Sallowfield Silverlocke Stannaway Tanqueray Thistledown Thornbury"
           " Underwick Wainfleet Weatherall Whitcombe Wickenby Yarrowby"),
)  # fmt: skip
PAKISTANI = Heritage(
    _words("Abdullah Adeel Ahmed Ali Amaan Bilal Danyal Eesa Farhan Hamza Haris Hassan Ibrahim Idris Imran"
           " Ismail Junaid Khalid Mohammed Musa Mustafa Omar Qasim Rayyan Saad Sami Tariq Usman Yusuf Zain"),
    _words("Aaliyah Aisha Alina Amina Amira Anam Ayesha Fatima Hafsa Haleema Hana Iqra Khadija Laiba Mariam"
           " Maryam Nadia Noor Rabia Safa Saima Sana Sara Sumayyah Tayyaba Umaimah Yasmin Zahra Zainab Zara"),
    _words("Ahmadeen Akhtarwal Anwarzai Asghari-Noor Aslamdin Azizwal Bashireen Chaudhreen Daroodi Fazalwal"
           " Ghaznavar Hafizdar Hamdaniz Hussainwal Iqbalzar Jamaldar Kayanwal Khokharan Mahmudar Malikzar"
           " Mehmoodin Mirzadar Mughalar Nawazdin Qureshan Rafiqwal Rahmandi Rashidar Razaqdin Sadiqwal"
           " Saleemar Shaheenwal Sharifdar Siddiquar Tahirwal Waheedin Yaqubdar Yousafar Zafarwal Zamandi"),
)  # fmt: skip
INDIAN = Heritage(
    _words("Aarav Aditya Akash Amar Anil Arjan Arjun Dev Gurpreet Harjit Jasdeep Jeevan Karan Kavi"
           " Krish Manav"
           " Mohan Navin Nikhil Rahul Raj Ravi Rohan Sachin Samir Sunil Tejas Vikram Vinay Yash"),
    _words("Aanya Amrit Anjali Asha Diya Gurleen Harleen Isha Jaspreet Jaya Kavita Kiran Lakshmi Leela"
           " Manpreet"
           " Maya Meera Neha Nisha Pooja Priya Reena Riya Rupal Sandhya Shreya Simran Sonia Tara Uma"),
    _words("Acharyan Agarwalin Bainswal Banerjan Bhattlin Chandrika Chohandar Desaiwal Dhaliwar Dhillar"
           " Gillwaran Gosainth Joshivar Kalsivar Kapooran Khannavar Kumarel Lakhanpar Mehtavar Mistrivan"
           " Naiduran Nandavel Parmarel Patelwar Randhavar Sahotar Sandhuwar Sharmal Singhera Solankar"
           " Thakuran Trivedan Uppalar Vaidyar Virkander"),
)  # fmt: skip
AFRICAN = Heritage(
    _words("Abdi Abel Ayo Biniam Chidi David Emeka Ezekiel Femi Gabriel Isaac Jabari Joel Kofi Kwame Liban"
           " Malachi Mekonnen Nathaniel Obi Samuel Sekou Tariku Tendai Tobi Yared Yonas Zuberi"),
    _words("Abena Ada Adaeze Amara Asha Ayaan Blessing Chioma Deborah Efua Esther Faduma Feven Grace"
           " Hodan Ife"
           " Imani Kemi Makena Mercy Naomi Ngozi Nia Rahel Ruth Saba Selam Temi Yewande Zuri"),
    _words("Abdirizan Abiodunle Achebanu Adebarre Adeyanju-Cole Afolarin Akintolar Amponsar Asantewa Bekelan"
           " Boatengor Chukwurah Dankwar Dirirani Eghosar Eze-Obiora Farahan Gebremar Hailemar Ibikunle"
           " Igwekanu Jibrilan Kamarande Kuffouri Mensuah Mwangira Ndiayar Nkemdiri Nwosuanya Obasekar"
           " Ochiengo Okonjola Okparanta Osei-Hart Oyelade Sesayna Tesfamar Warsaman Yeboaro Zerihan"),
)  # fmt: skip
CARIBBEAN = Heritage(
    _words("Aaron Andre Antoine Caleb Curtis Damari Darnell Dejon Devante Elijah Isaiah Jahmal Jermaine"
           " Jordan"
           " Kadeem Kaiden Kemar Leon Marcus Micah Nathan Omari Reece Reuben Romario Shaun Tyrell Xavier"),
    _words("Aaliyah Alicia Aniyah Chanelle Cherelle Destiny Ebony Ella-Rae Gabrielle Imani Jada Janelle Kayla"
           " Keisha Kezia Leilani Makayla Monique Nevaeh Renee Rhianna Sade Shanice Shanaya Tamara Tia Zoe"),
    _words("Allandale Ambersley Bancroft-Rowe Beckforde Blakeney-Hall Brathwaith Broadmere Cadoganne"
           " Campbellow"
           " Clarendell Daleymoor Dunkeldar Eccleston-Reid Findlaymore Fontenelle Grantleigh Hewittson"
           " Kingsgrove Lindobree Maragham Montaguire Nembhardly Palmerstone Pinnockley Richmondell"
           " Samuelson-Ray"
           " Spencerley Sterlingford Thompsett-Gray Walcotter Whyteford Wynterbourne"),
)  # fmt: skip
EUROPEAN = Heritage(
    _words("Adam Aleksander Andrei Bogdan Dawid Denis Dominik Filip Florin Ivan Jakub Jan Kacper Kristof Luca"
           " Lukasz Marek Mateusz Matei Michal Mihai Nikola Oskar Pavel Radu Stefan Tomas Vlad Wojtek"
           " Zoltan"),
    _words("Agata Alina Ana Anastasia Andreea Bianca Dorota Elena Emilia Ewa Gabriela Hanna Ioana Ivana Julia"
           " Kasia Klara Kinga Lena Magda Maja Marta Mirela Monika Natalia Nina Oliwia Petra Roxana Zuzanna"),
    _words("Adamczar Balanescar Baranowin Bielskar Cernovar Cosmarin Dobrevan Dragomar Dudekar Gheorghin"
           " Grabowin Horvathy Ionarin Jankowar Kaminskar Kovalin Kowalar Lazarin Lewandar Lupescar Maricar"
           " Mazurin Moldovar Nowakin Pavlenar Petrovar Popescar Radulin Rusnakar Sokolar Stoicar Tomarin"
           " Varganar Wisniar Zelenkar Zielinar"),
)  # fmt: skip
MIDDLE_EASTERN = Heritage(
    _words("Ahmad Ako Aram Azad Behrouz Dara Diyar Fadi Farid Haval Jamal Karim Karwan Mahdi Milad Mirwais"
           " Nabil Najib Omid Rebin Reza Rostam Salar Shafiq Tariq Wali Yahya Zalmai"),
    _words("Ariana Dilara Farah Freshta Gulsen Hala Jwan Laila Leyla Lina Mina Mursal Nadin Nasrin Nour"
           " Parisa"
           " Rana Rojin Roya Salma Samira Shirin Soraya Yara Zeinab"),
    _words("Ahmadzan Amiriyan Azadpour-Lar Barzanar Darwishan Faqirzan Ghaderan Habiban Hakimzan Hamawand-Ar"
           " Jabaran Karimpouran Kermanar Mahmoudar Mohebar Najafar Nazarin Noorzan Omarkhilan Rahimar"
           " Rostaman"
           " Saberan Safarin Salihan Shirzadar Stanekar Wardakan Yazdanar Zaherin"),
)  # fmt: skip

# By ethnic group of the returns: how often in such a service, and whose names.
GROUPS: Mapping[str, tuple[float, Heritage]] = {
    "WBRI": (0.43, BRITISH), "WIRI": (0.012, BRITISH), "WIRT": (0.005, BRITISH),
    "WROM": (0.012, EUROPEAN), "WOTH": (0.035, EUROPEAN), "MWBC": (0.085, CARIBBEAN),
    "MWBA": (0.012, AFRICAN), "MWAS": (0.035, PAKISTANI), "MOTH": (0.03, BRITISH),
    "AIND": (0.03, INDIAN), "APKN": (0.145, PAKISTANI), "ABAN": (0.03, PAKISTANI),
    "AOTH": (0.02, MIDDLE_EASTERN), "BCRB": (0.05, CARIBBEAN), "BAFR": (0.045, AFRICAN),
    "BOTH": (0.012, CARIBBEAN), "CHNE": (0.002, BRITISH), "OOTH": (0.02, MIDDLE_EASTERN),
}  # fmt: skip
